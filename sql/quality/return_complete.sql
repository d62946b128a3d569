-- Each return that is owed for the year has one row in annual_return, and nothing else has one.
WITH owed AS (
    SELECT * FROM reference.expected_return
    WHERE year = :year
),

built AS (
    SELECT * FROM summary.annual_return
    WHERE year = :year
)

SELECT
    coalesce(owed.league_code, built.league_code) AS league_code,
    coalesce(owed.period, built.period) AS period,
    built.league_code IS NULL AS lacking
FROM owed
FULL JOIN built
    ON
        owed.league_code = built.league_code
        AND owed.return_kind = built.return_kind
        AND owed.period = built.period
WHERE owed.league_code IS NULL OR built.league_code IS NULL
