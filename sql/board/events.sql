-- What happened to a submission, in order.
SELECT
    event.at,
    event.recorded_at,
    event.part,
    event.verb,
    event.from_state,
    event.to_state,
    event.actor,
    event.reason,
    event.detail -> 'run' AS run
FROM intake.event
WHERE event.submission_id = :submission_id
ORDER BY event.event_id
