-- The alarms that are not over, by kind.
SELECT
    alarm_id AS alarm,
    count(*) AS value
FROM intake.alarm
WHERE cleared_at IS NULL
GROUP BY alarm_id
