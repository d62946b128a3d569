-- The events that should be in the archive's log.
SELECT
    event_id,
    submission_id
FROM intake.event
WHERE archived_at IS NOT NULL
ORDER BY event_id
