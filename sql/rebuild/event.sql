-- An event of the archive's log, as it is there.
INSERT INTO intake.event (
    event_id, submission_id, part, at, verb, from_state, to_state, actor, reason, detail, recorded_at,
    archived_at
)
OVERRIDING SYSTEM VALUE
VALUES (
    :event_id, :submission_id, :part, :at, :verb, :from_state, :to_state, :actor, :reason, :detail,
    :recorded_at, clock_timestamp()
)
