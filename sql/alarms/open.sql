-- What is open, the oldest first.
SELECT
    alarm_no,
    alarm_id,
    subject,
    detail,
    first_seen_at,
    last_seen_at,
    told_at,
    told_count
FROM intake.alarm
WHERE cleared_at IS NULL
ORDER BY first_seen_at, alarm_no
