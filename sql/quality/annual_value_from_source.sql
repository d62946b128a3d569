-- The year's figure is the annual return's; without one it is the latest quarter's, and provisional.
WITH quarterly AS (
    SELECT
        reported.league_code,
        reported.indicator_code,
        reported.quarter,
        CASE indicator.measure WHEN 'flow' THEN reported.year_to_date ELSE reported.figure END AS value
    FROM warehouse.indicator_value AS reported
    INNER JOIN reference.indicator AS indicator ON reported.indicator_code = indicator.indicator_code
    WHERE reported.year = :year
),

latest AS (
    SELECT DISTINCT ON (league_code, indicator_code)
        league_code,
        indicator_code,
        value
    FROM quarterly
    WHERE value IS NOT NULL
    ORDER BY league_code ASC, indicator_code ASC, quarter DESC
),

annual AS (
    SELECT * FROM warehouse.annual_return_value
    WHERE year = :year
),

source AS (
    SELECT
        coalesce(annual.league_code, latest.league_code) AS league_code,
        coalesce(annual.indicator_code, latest.indicator_code) AS indicator_code,
        coalesce(annual.value, latest.value) AS value,
        annual.value IS NULL AS provisional
    FROM latest
    FULL JOIN annual
        ON latest.league_code = annual.league_code AND latest.indicator_code = annual.indicator_code
),

built AS (
    SELECT * FROM warehouse.annual_value
    WHERE year = :year
)

SELECT
    coalesce(source.league_code, built.league_code) AS league_code,
    coalesce(source.indicator_code, built.indicator_code) AS indicator_code,
    built.value,
    source.value AS from_source,
    built.provisional
FROM source
FULL JOIN built
    ON source.league_code = built.league_code AND source.indicator_code = built.indicator_code
WHERE
    source.value IS DISTINCT FROM built.value
    OR source.provisional IS DISTINCT FROM built.provisional
