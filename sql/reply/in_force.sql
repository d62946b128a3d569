-- The submissions that are in force of the return that a submission is of.
SELECT DISTINCT part.submission_id
FROM intake.submission
INNER JOIN intake.part
    ON
        submission.league_code = part.league_code
        AND submission.return_kind = part.return_kind
        AND submission.period = part.period
INNER JOIN intake.part_validity
    ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
WHERE
    submission.submission_id = :submission_id
    -- Of the parts that came with the file of which it has the same bytes.
    AND part.part IN (
        SELECT theirs.part FROM intake.part AS theirs
        WHERE theirs.submission_id = submission.duplicate_of AND theirs.verdict <> 'refused'
    )
ORDER BY part.submission_id
