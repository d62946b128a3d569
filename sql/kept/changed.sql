-- The leagues whose kept figures are made of something else than they would be now, and how many there are.
WITH kept AS (
    SELECT
        year,
        league_code,
        made_of
    FROM warehouse.kept_league
    WHERE built_year = :year
)

SELECT
    count(DISTINCT made_of.league_code) AS leagues,
    array_agg(DISTINCT coalesce(made_of.league_code, kept.league_code)) FILTER (
        WHERE made_of.made_of IS DISTINCT FROM kept.made_of
    ) AS changed,
    warehouse.region_code() AS region
FROM made_of
FULL JOIN kept ON made_of.year = kept.year AND made_of.league_code = kept.league_code
