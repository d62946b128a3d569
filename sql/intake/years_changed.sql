-- Of the years with accepted returns, those from the first that these submissions have changed on.
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
)

SELECT DISTINCT accepted.year
FROM accepted
INNER JOIN changed ON accepted.year >= changed.first_year
ORDER BY accepted.year
