CREATE FUNCTION warehouse.year_figure_as_of(
    moment timestamptz, first_year integer DEFAULT 0, last_year integer DEFAULT 9999
)
RETURNS TABLE (
    league_code text,
    year integer,
    indicator_code text,
    value numeric,
    provisional boolean,
    as_of_period text,
    reporting boolean,
    name_zh text,
    in_region_sum boolean,
    quarter integer
)
LANGUAGE sql STABLE
AS $$
WITH league AS MATERIALIZED (
    SELECT * FROM warehouse.league_year_as_of(moment)
    WHERE year BETWEEN first_year AND last_year
)

SELECT
    league.league_code,
    league.year,
    indicator.indicator_code,
    reported.value,
    reported.provisional,
    reported.as_of_period,
    coalesce(reported.source = 'annual' OR reported.quarter >= league.last_quarter, false),
    league.name_zh,
    league.in_region_sum,
    reported.quarter
FROM league
INNER JOIN reference.indicator AS indicator
    ON indicator.measure <> 'ratio'
    AND indicator.valid_from <= make_date(league.year, 12, 31)
    AND (indicator.valid_to >= make_date(league.year, 1, 1) OR indicator.valid_to IS NULL)
LEFT JOIN warehouse.annual_value_as_of(moment, first_year, last_year) AS reported
    ON league.league_code = reported.league_code
    AND league.year = reported.year
    AND indicator.indicator_code = reported.indicator_code
$$;

COMMENT ON FUNCTION warehouse.year_figure_as_of IS
'What was known at the moment of each league, year (of these, or of all) and indicator (no ratios): a row also
where nothing was; reporting: the figure is the annual return''s, or of the last quarter that had ended and that the
league owes; quarter: at whose end the figure stands, 4 is the whole year';
