-- Each league that owes a return of the year has a row in annual_reporting, and nobody else has one.
WITH league AS (
    SELECT DISTINCT league_code FROM reference.expected_return
    WHERE year = :year
),

built AS (
    SELECT league_code FROM summary.annual_reporting
    WHERE year = :year
)

SELECT
    coalesce(league.league_code, built.league_code) AS league_code,
    built.league_code IS NULL AS lacking
FROM league
FULL JOIN built ON league.league_code = built.league_code
WHERE league.league_code IS NULL OR built.league_code IS NULL
