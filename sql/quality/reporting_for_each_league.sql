-- Each league of the year has a row in annual_reporting, and nobody else has one.
WITH league AS (
    SELECT league_code FROM reference.league
    WHERE
        valid_from <= make_date(:year, 12, 31)
        AND (valid_to >= make_date(:year, 1, 1) OR valid_to IS NULL)
),

said AS (
    SELECT league_code FROM summary.annual_reporting
    WHERE year = :year
)

SELECT
    coalesce(league.league_code, said.league_code) AS league_code,
    said.league_code IS NULL AS lacking
FROM league
FULL JOIN said ON league.league_code = said.league_code
WHERE league.league_code IS NULL OR said.league_code IS NULL
