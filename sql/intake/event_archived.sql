UPDATE intake.event SET archived_at = clock_timestamp()
WHERE event_id = any(cast(:event_ids AS bigint[]))
