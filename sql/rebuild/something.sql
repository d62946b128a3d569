-- A row, if anything was ever received or decided.
SELECT event_id
FROM intake.event
ORDER BY event_id
LIMIT 1
