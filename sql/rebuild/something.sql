-- A row, if anything was ever received or decided.
SELECT event_id
FROM intake.event
LIMIT 1
