-- What a mail told of and is over, where no mail has said that yet.
SELECT
    alarm_no,
    alarm_id,
    subject,
    detail,
    first_seen_at,
    cleared_at
FROM intake.alarm
WHERE cleared_at IS NOT NULL AND told_at IS NOT NULL AND end_told_at IS NULL
ORDER BY cleared_at, alarm_no
