-- A league's figure of the year and its period are those of warehouse.annual_value now; none is lacking, none
-- is made up.
WITH built AS (
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
    coalesce(built.league_code, known.league_code) AS league_code,
    coalesce(built.indicator_code, known.indicator_code) AS indicator_code,
    built.value,
    known.value AS in_warehouse,
    built.provisional,
    built.period
FROM built
FULL JOIN known ON built.league_code = known.league_code AND built.indicator_code = known.indicator_code
WHERE
    built.value IS DISTINCT FROM known.value
    OR built.provisional IS DISTINCT FROM known.provisional
    OR built.period IS DISTINCT FROM known.period
