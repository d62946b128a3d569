-- Submissions that have no verdict yet, the one that waits longest first.
SELECT
    submission.submission_id,
    submission.file_name,
    coalesce(submission.league_code, submission.folder) AS league_code,
    submission.arrived_at,
    submission.received_at
FROM intake.submission
WHERE submission.state = 'received'
ORDER BY submission.received_at, submission.submission_id
