-- The earliest submission with the same bytes for the same return of which something was accepted, and
-- nothing withdrawn since.
-- The same bytes may be another return's: a file's name may tell whose it is and of which period.
SELECT min(submission.submission_id) AS submission_id
FROM intake.submission
INNER JOIN intake.part ON submission.submission_id = part.submission_id
WHERE
    submission.sha256 = :sha256
    AND submission.league_code = :league_code
    AND submission.period = :period
    AND submission.submission_id <> :submission_id
    AND part.verdict <> 'refused'
    AND NOT EXISTS (
        SELECT 1 FROM intake.part AS gone
        WHERE gone.submission_id = submission.submission_id AND gone.withdrawn_at IS NOT NULL
    )
