-- Seconds from a file's arrival to its first verdict. Where the arrival is more than a day off the receipt it
-- was told by a list, a back-load, and the receipt counts instead.
WITH judged AS (
    SELECT
        submission_id,
        min(recorded_at) AS at
    FROM intake.event
    WHERE verb = 'judge' AND part IS NULL
    GROUP BY submission_id
),

timed AS (
    SELECT
        judged.at,
        submission.arrived_at,
        submission.received_at,
        extract(EPOCH FROM submission.received_at - submission.arrived_at) NOT BETWEEN 0 AND 86400
            AS back_loaded
    FROM judged
    INNER JOIN intake.submission AS submission ON judged.submission_id = submission.submission_id
)

SELECT
    CASE WHEN back_loaded THEN 'back-load' ELSE 'drop' END AS route,
    greatest(extract(EPOCH FROM at - CASE WHEN back_loaded THEN received_at ELSE arrived_at END), 0)
        AS seconds
FROM timed
