-- The return that the same bytes, under the same name and from the same league's folder, were accepted as.
SELECT
    submission.league_code,
    submission.return_kind,
    submission.period
FROM intake.submission
INNER JOIN intake.part ON submission.submission_id = part.submission_id
WHERE
    submission.sha256 = :sha256
    AND submission.file_name = :file_name
    AND submission.folder = :league_code
    AND submission.league_code = :league_code
    AND part.verdict <> 'refused'
    AND NOT EXISTS (
        SELECT 1 FROM intake.part AS gone
        WHERE gone.submission_id = submission.submission_id AND gone.withdrawn_at IS NOT NULL
    )
ORDER BY submission.submission_id
LIMIT 1
