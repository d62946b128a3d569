-- What a run of Airflow has judged, by the league that it was judged as.
WITH judged AS (
    SELECT
        event_id,
        submission_id
    FROM intake.event
    WHERE verb = 'judge' AND part IS NULL AND detail -> 'run' ->> 'run_id' = :run_id
)

SELECT
    judged.submission_id,
    coalesce(submission.league_code, submission.folder, 'unassigned') AS league_code
FROM judged
INNER JOIN intake.submission AS submission ON judged.submission_id = submission.submission_id
ORDER BY judged.event_id
