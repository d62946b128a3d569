-- A county's figure is that of warehouse.county_value now, of the latest quarter that its league reported;
-- none is lacking, none is made up; and as many counties are counted as have one.
WITH reported AS (
    SELECT
        county.league_code,
        county.county_code,
        county.indicator_code,
        county.period,
        CASE WHEN indicator.measure = 'flow' THEN county.year_to_date ELSE county.figure END AS value
    FROM warehouse.county_value AS county
    INNER JOIN reference.indicator AS indicator ON county.indicator_code = indicator.indicator_code
    WHERE county.year = :year
),

dated AS (
    SELECT
        reported.*,
        max(reported.period) OVER (PARTITION BY reported.league_code, reported.indicator_code) AS latest
    FROM reported
    WHERE reported.value IS NOT NULL
),

known AS (
    SELECT * FROM dated
    WHERE period = latest
),

built AS (
    SELECT
        league_code,
        county_code,
        indicator_code,
        value,
        counties_reporting,
        count(value) OVER (PARTITION BY league_code, indicator_code) AS counted
    FROM summary.annual_county
    WHERE year = :year
)

SELECT
    coalesce(built.county_code, known.county_code) AS county_code,
    coalesce(built.indicator_code, known.indicator_code) AS indicator_code,
    built.value,
    known.value AS in_warehouse,
    built.counties_reporting,
    built.counted
FROM built
FULL JOIN known
    ON built.county_code = known.county_code AND built.indicator_code = known.indicator_code
WHERE built.value IS DISTINCT FROM known.value OR built.counties_reporting <> built.counted
