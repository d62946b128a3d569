UPDATE intake.event SET archived_at = clock_timestamp()
WHERE event_id = :event_id
