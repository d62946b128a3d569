-- Seconds since the oldest file without a verdict was received; 0: none waits.
SELECT coalesce(extract(EPOCH FROM now() - min(received_at)), 0) AS value
FROM intake.submission
WHERE state = 'received'
