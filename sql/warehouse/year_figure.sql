CREATE FUNCTION warehouse.year_figure_as_of(moment timestamptz)
RETURNS TABLE (
    league_code text,
    year integer,
    indicator_code text,
    value numeric,
    provisional boolean,
    as_of_period text,
    reporting boolean,
    name_zh text,
    in_region_sum boolean
)
LANGUAGE sql STABLE
AS $$
WITH plan_year AS MATERIALIZED (
    SELECT DISTINCT
        year,
        year || 'Q' || warehouse.quarters_ended(year, moment) AS last_quarter,
        make_date(year, 1, 1) AS starts_on,
        make_date(year, 12, 31) AS ends_on
    FROM reference.expected_return
)

SELECT
    league.league_code,
    plan_year.year,
    indicator.indicator_code,
    said.value,
    said.provisional,
    said.as_of_period,
    coalesce(said.source = 'annual' OR said.as_of_period >= plan_year.last_quarter, false),
    league.name_zh,
    league.in_region_sum
FROM plan_year
INNER JOIN reference.league AS league
    ON league.valid_from <= plan_year.ends_on
    AND (league.valid_to >= plan_year.starts_on OR league.valid_to IS NULL)
INNER JOIN reference.indicator AS indicator
    ON indicator.measure <> 'ratio'
    AND indicator.valid_from <= plan_year.ends_on
    AND (indicator.valid_to >= plan_year.starts_on OR indicator.valid_to IS NULL)
LEFT JOIN warehouse.annual_value_as_of(moment) AS said
    ON league.league_code = said.league_code
    AND plan_year.year = said.year
    AND indicator.indicator_code = said.indicator_code
$$;

COMMENT ON FUNCTION warehouse.year_figure_as_of IS
'What was known at the moment of each league, year and indicator (no ratios): a row also where nothing was;
reporting: the figure is the annual return''s, or of the last quarter that had ended';
