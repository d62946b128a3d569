CREATE FUNCTION analysis.indicator_year_as_of(moment timestamptz)
RETURNS TABLE (
    year integer,
    league_code text,
    league_name_zh text,
    league_name_en text,
    is_region boolean,
    project_no integer,
    indicator_code text,
    indicator_name_zh text,
    indicator_name_en text,
    unit_zh text,
    measure text,
    value numeric,
    provisional boolean,
    is_complete boolean,
    leagues_reporting integer,
    leagues_expected integer,
    missing_leagues text,
    period text
)
LANGUAGE sql STABLE
AS $$
SELECT
    told.year,
    told.league_code,
    area.name_zh,
    area.name_en,
    area.is_region,
    indicator.project_no,
    told.indicator_code,
    indicator.name_zh,
    indicator.name_en,
    indicator.unit_zh,
    indicator.measure,
    trim_scale(told.value),
    told.provisional,
    told.leagues_reporting = told.leagues_expected,
    told.leagues_reporting,
    told.leagues_expected,
    told.missing_leagues,
    CASE
        WHEN told.value IS NULL THEN NULL
        WHEN told.quarter = 4 THEN cast(told.year AS text)
        ELSE concat(told.year, 'Q', told.quarter)
    END
FROM warehouse.year_indicator_as_of(moment) AS told
INNER JOIN reference.area AS area ON told.league_code = area.league_code
INNER JOIN reference.indicator AS indicator ON told.indicator_code = indicator.indicator_code
$$;

COMMENT ON FUNCTION analysis.indicator_year_as_of IS
'What was known at the moment of each year''s indicators, by league and of the region, ratios too; columns as in analysis.indicator_year';
