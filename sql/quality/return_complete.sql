-- Each return that is owed for the year has one row in annual_return, and nothing else has one.
WITH owed AS (
    SELECT * FROM reference.expected_return
    WHERE year = :year
),

said AS (
    SELECT * FROM summary.annual_return
    WHERE year = :year
)

SELECT
    coalesce(owed.league_code, said.league_code) AS league_code,
    coalesce(owed.period, said.period) AS period,
    said.league_code IS NULL AS lacking
FROM owed
FULL JOIN said
    ON
        owed.league_code = said.league_code
        AND owed.return_kind = said.return_kind
        AND owed.period = said.period
WHERE owed.league_code IS NULL OR said.league_code IS NULL
