-- The submissions that are in force of the returns that submissions are of.
SELECT DISTINCT
    submission.submission_id AS asked_id,
    part.submission_id
FROM intake.submission
INNER JOIN intake.part
    ON
        submission.league_code = part.league_code
        AND submission.return_kind = part.return_kind
        AND submission.period = part.period
INNER JOIN intake.part_validity
    ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
WHERE
    submission.submission_id = any(cast(:submission_ids AS bigint[]))
    -- Of the parts that came with the file of which it has the same bytes.
    AND part.part IN (
        SELECT theirs.part FROM intake.part AS theirs
        WHERE theirs.submission_id = submission.duplicate_of AND theirs.verdict <> 'refused'
    )
ORDER BY submission.submission_id, part.submission_id
