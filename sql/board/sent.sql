-- Every file that came for a return, the latest first by the arrival that counts.
SELECT
    submission.submission_id,
    submission.file_name,
    arrival.arrived_at,
    verdict_now.verdict AS state,
    submission.duplicate_of
FROM intake.submission
INNER JOIN intake.verdict_now ON submission.submission_id = verdict_now.submission_id
INNER JOIN intake.arrival ON submission.submission_id = arrival.submission_id
WHERE
    submission.league_code = :league_code
    AND submission.period = :period
    AND submission.return_kind = :return_kind
ORDER BY arrival.arrived_at DESC, submission.submission_id DESC
