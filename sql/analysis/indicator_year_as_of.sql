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
    figure.year,
    figure.league_code,
    area.name_zh,
    area.name_en,
    area.is_region,
    indicator.project_no,
    figure.indicator_code,
    indicator.name_zh,
    indicator.name_en,
    indicator.unit_zh,
    indicator.measure,
    trim_scale(figure.value),
    figure.provisional,
    figure.leagues_reporting = figure.leagues_expected,
    figure.leagues_reporting,
    figure.leagues_expected,
    figure.missing_leagues,
    CASE
        WHEN figure.value IS NULL THEN NULL
        WHEN figure.quarter = 4 THEN cast(figure.year AS text)
        ELSE concat(figure.year, 'Q', figure.quarter)
    END
FROM warehouse.year_indicator_as_of(moment) AS figure
INNER JOIN reference.area AS area ON figure.league_code = area.league_code
INNER JOIN reference.indicator AS indicator ON figure.indicator_code = indicator.indicator_code
$$;

COMMENT ON FUNCTION analysis.indicator_year_as_of IS
'What was known at the moment of each year''s indicators, by league and of the region, ratios too; columns as in analysis.indicator_year';
