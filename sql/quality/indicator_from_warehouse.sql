-- A league's figure of the year is the one in warehouse.annual_value now; none is lacking, none is made up.
WITH said AS (
    SELECT
        league_code,
        indicator_code,
        value,
        provisional
    FROM summary.annual_indicator
    WHERE year = :year AND league_code <> '150000' AND measure <> 'ratio'
),

known AS (
    SELECT
        league_code,
        indicator_code,
        value,
        provisional
    FROM warehouse.annual_value
    WHERE year = :year
)

SELECT
    coalesce(said.league_code, known.league_code) AS league_code,
    coalesce(said.indicator_code, known.indicator_code) AS indicator_code,
    said.value,
    known.value AS in_warehouse,
    said.provisional
FROM said
FULL JOIN known ON said.league_code = known.league_code AND said.indicator_code = known.indicator_code
WHERE
    said.value IS DISTINCT FROM known.value
    OR said.provisional IS DISTINCT FROM known.provisional
