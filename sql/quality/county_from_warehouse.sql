-- A county's figure is that of warehouse.county_value now, of the latest quarter that its league reported;
-- none is lacking, none is made up; and as many counties are counted as have one.
WITH said AS (
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
        said.*,
        max(said.period) OVER (PARTITION BY said.league_code, said.indicator_code) AS latest
    FROM said
    WHERE said.value IS NOT NULL
),

known AS (
    SELECT * FROM dated
    WHERE period = latest
),

told AS (
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
    coalesce(told.county_code, known.county_code) AS county_code,
    coalesce(told.indicator_code, known.indicator_code) AS indicator_code,
    told.value,
    known.value AS in_warehouse,
    told.counties_reporting,
    told.counted
FROM told
FULL JOIN known
    ON told.county_code = known.county_code AND told.indicator_code = known.indicator_code
WHERE told.value IS DISTINCT FROM known.value OR told.counties_reporting <> told.counted
