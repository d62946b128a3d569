-- Events that are not in the archive's log yet, oldest first; their details as JSON.
SELECT
    event_id,
    submission_id,
    part,
    at,
    verb,
    from_state,
    to_state,
    actor,
    reason,
    cast(detail AS text) AS detail,
    recorded_at
FROM intake.event
WHERE archived_at IS NULL
ORDER BY event_id
