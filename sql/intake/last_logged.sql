-- The number of the last event that is in the archive's log; 0: none is.
SELECT coalesce(max(event_id), 0) AS event_id
FROM intake.event
WHERE archived_at IS NOT NULL
