-- Every file that came for a return, the latest first.
SELECT
    submission.submission_id,
    submission.file_name,
    submission.arrived_at,
    submission.state,
    submission.duplicate_of
FROM intake.submission
WHERE submission.league_code = :league_code AND submission.period = :period
ORDER BY submission.arrived_at DESC, submission.submission_id DESC
