-- What happened to a submission, in order; of a corrected arrival, both moments.
SELECT
    event.at,
    event.recorded_at,
    event.part,
    event.verb,
    event.from_state,
    event.to_state,
    event.actor,
    event.reason,
    event.detail -> 'run' AS run,
    CASE WHEN event.verb = 'correct' THEN cast(event.detail ->> 'was' AS timestamptz) END AS arrival_was,
    CASE WHEN event.verb = 'correct' THEN cast(event.detail ->> 'arrived_at' AS timestamptz) END AS arrival_is
FROM intake.event
WHERE event.submission_id = :submission_id
ORDER BY event.event_id
