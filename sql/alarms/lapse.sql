-- An alarm that nobody looks for is over when it was not raised again for a while.
UPDATE intake.alarm SET cleared_at = :moment
WHERE alarm_id = :alarm_id AND cleared_at IS NULL AND last_seen_at <= :seen_before
