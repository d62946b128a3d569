CREATE FUNCTION warehouse.league_year_as_of(moment timestamptz)
RETURNS TABLE (
    year integer,
    league_code text,
    name_zh text,
    in_region_sum boolean,
    last_quarter integer
)
LANGUAGE sql STABLE
AS $$
WITH ended AS MATERIALIZED (
    SELECT
        asked.year,
        warehouse.quarters_ended(asked.year, moment) AS quarters
    FROM (SELECT DISTINCT period.year FROM reference.period) AS asked
),

owed AS (
    SELECT
        asked.year,
        asked.league_code,
        min(period.quarter) AS first_owed,
        max(period.quarter) AS last_owed,
        min(min(period.quarter)) OVER (PARTITION BY asked.year) AS first_of_all
    FROM reference.expected_return AS asked
    INNER JOIN reference.period AS period ON asked.period = period.period
    GROUP BY asked.year, asked.league_code
)

SELECT
    owed.year,
    owed.league_code,
    league.name_zh,
    league.in_region_sum,
    least(owed.last_owed, ended.quarters)
FROM owed
INNER JOIN ended ON owed.year = ended.year
INNER JOIN reference.league AS league ON owed.league_code = league.league_code
-- One that begins in the year is asked for nothing before; until anybody is asked, all are there.
WHERE
    owed.first_owed <= greatest(ended.quarters, owed.first_of_all)
$$;

COMMENT ON FUNCTION warehouse.league_year_as_of IS
'The leagues that owed something of each year by the moment, exempt or not; last_quarter: the last quarter that had
ended and that the league owes';
