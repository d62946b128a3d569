-- The region's flow or level is the sum of the rows of the leagues that count in the region.
SELECT
    region.indicator_code,
    region.value,
    sum(league.value) AS sum_of_leagues,
    region.leagues_reporting,
    sum(league.leagues_reporting) AS leagues_that_report
FROM summary.annual_indicator AS region
LEFT JOIN (
    SELECT
        built.indicator_code,
        built.value,
        built.leagues_reporting
    FROM summary.annual_indicator AS built
    INNER JOIN reference.league AS league ON built.league_code = league.league_code AND league.in_region_sum
    WHERE built.year = :year
) AS league ON region.indicator_code = league.indicator_code
WHERE region.year = :year AND region.league_code = warehouse.region_code() AND region.measure <> 'ratio'
GROUP BY region.indicator_code, region.value, region.leagues_reporting
HAVING
    region.value IS DISTINCT FROM sum(league.value)
    OR region.leagues_reporting <> coalesce(sum(league.leagues_reporting), 0)
