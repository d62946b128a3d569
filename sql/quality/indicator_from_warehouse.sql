-- A league's figure of the year and its period are those of warehouse.annual_value now; none is lacking, none
-- is made up.
WITH said AS (
    SELECT
        league_code,
        indicator_code,
        value,
        provisional,
        period
    FROM summary.annual_indicator
    WHERE year = :year AND league_code <> warehouse.region_code() AND measure <> 'ratio'
),

known AS (
    SELECT
        league_code,
        indicator_code,
        value,
        provisional,
        concat(year, CASE WHEN quarter < 4 THEN concat('Q', quarter) END) AS period
    FROM warehouse.annual_value
    WHERE year = :year
)

SELECT
    coalesce(said.league_code, known.league_code) AS league_code,
    coalesce(said.indicator_code, known.indicator_code) AS indicator_code,
    said.value,
    known.value AS in_warehouse,
    said.provisional,
    said.period
FROM said
FULL JOIN known ON said.league_code = known.league_code AND said.indicator_code = known.indicator_code
WHERE
    said.value IS DISTINCT FROM known.value
    OR said.provisional IS DISTINCT FROM known.provisional
    OR said.period IS DISTINCT FROM known.period
