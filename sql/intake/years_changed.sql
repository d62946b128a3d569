-- Of the years with accepted returns, those from the first that these submissions have changed on, and those
-- that they are of.
WITH accepted AS (
    SELECT
        part.submission_id,
        owed.year
    FROM intake.part
    INNER JOIN reference.expected_return AS owed
        ON
            part.league_code = owed.league_code
            AND part.return_kind = owed.return_kind
            AND part.period = owed.period
    WHERE part.verdict <> 'refused'
),

changed AS (
    SELECT min(year) AS first_year
    FROM accepted
    WHERE submission_id = any(:submission_ids)
),

-- What is refused changes no figure, but what is said of the reporting of its own year.
spoken_of AS (
    SELECT owed.year
    FROM intake.submission
    INNER JOIN reference.expected_return AS owed
        ON
            submission.league_code = owed.league_code
            AND submission.return_kind = owed.return_kind
            AND submission.period = owed.period
    WHERE submission.submission_id = any(:submission_ids)
)

SELECT DISTINCT accepted.year
FROM accepted
LEFT JOIN changed ON accepted.year >= changed.first_year
LEFT JOIN spoken_of ON accepted.year = spoken_of.year
WHERE changed.first_year IS NOT NULL OR spoken_of.year IS NOT NULL
ORDER BY accepted.year
