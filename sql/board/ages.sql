-- How old the data are: the last arrival and the last verdict.
SELECT
    (SELECT max(arrived_at) FROM intake.submission) AS arrived_at,
    (
        SELECT max(recorded_at)
        FROM intake.event
        WHERE verb = 'judge' AND part IS NULL
    ) AS judged_at,
    (SELECT count(*) FROM intake.submission) AS submissions
