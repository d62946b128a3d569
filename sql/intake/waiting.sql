-- Submissions that have no verdict yet, in order of arrival.
SELECT
    submission_id,
    file_name,
    coalesce(league_code, folder) AS league_code
FROM intake.submission
WHERE state = 'received'
ORDER BY arrived_at, submission_id
