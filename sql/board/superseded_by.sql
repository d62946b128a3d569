-- By which submission each part of this one was superseded.
SELECT
    event.part,
    cast(event.detail ->> 'by' AS bigint) AS by_id
FROM intake.event
WHERE event.submission_id = :submission_id AND event.verb = 'supersede'
ORDER BY event.event_id
