-- The league's other submissions in force whose period ends in that of this one or later. A year is compared
-- with its last quarter alone: those before it do not rest on it.
WITH judged AS (
    SELECT
        submission.submission_id,
        expected_return.league_code,
        CASE WHEN period.cadence = 'year' THEN period.ends_on ELSE period.starts_on END AS rested_on_from
    FROM intake.submission
    INNER JOIN reference.expected_return
        ON
            submission.league_code = expected_return.league_code
            AND submission.return_kind = expected_return.return_kind
            AND submission.period = expected_return.period
    INNER JOIN reference.period ON expected_return.period = period.period
    WHERE submission.submission_id = :submission_id
)

SELECT DISTINCT
    part.submission_id,
    submission.league_code,
    submission.return_kind,
    submission.period,
    submission.state
FROM judged
INNER JOIN intake.part ON judged.league_code = part.league_code
INNER JOIN intake.submission ON part.submission_id = submission.submission_id
INNER JOIN intake.part_validity ON part.part_id = part_validity.part_id
INNER JOIN reference.expected_return AS owed
    ON
        part.league_code = owed.league_code
        AND part.return_kind = owed.return_kind
        AND part.period = owed.period
WHERE
    part_validity.known_until IS NULL
    AND part.submission_id <> judged.submission_id
    AND owed.ends_on >= judged.rested_on_from
ORDER BY part.submission_id
