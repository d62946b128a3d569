CREATE VIEW analysis.indicator_quarter AS
SELECT
    told.period,
    period.year,
    period.quarter,
    period.starts_on,
    period.ends_on,
    told.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    told.is_region,
    told.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    told.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    told.measure,
    coalesce(told.indicator_code = project.headline_indicator, FALSE) AS is_headline,
    told.figure,
    told.year_to_date,
    told.year_before,
    cast(
        CASE
            WHEN told.measure <> 'ratio'
                THEN
                    round(
                        100 * (coalesce(told.year_to_date, told.figure) - told.year_before)
                        / nullif(told.year_before, 0), 2
                    )
        END AS numeric(28, 2)
    ) AS growth_percent,
    told.leagues_reporting = told.leagues_expected AS is_complete,
    told.leagues_reporting,
    told.leagues_expected,
    told.missing_leagues,
    told.no_value_zh,
    told.as_of
FROM summary.quarter_indicator AS told
INNER JOIN reference.period AS period ON told.period = period.period
INNER JOIN reference.area AS area ON told.league_code = area.league_code
INNER JOIN reference.project AS project ON told.project_no = project.project_no
INNER JOIN reference.indicator AS indicator ON told.indicator_code = indicator.indicator_code;

COMMENT ON VIEW analysis.indicator_quarter IS
'Indicators of a quarter by league and of the region, beside the same quarter a year before; of the last build (as_of)';
COMMENT ON COLUMN analysis.indicator_quarter.figure IS
'The quarter''s flow, the level at its end, or the ratio of two terms';
COMMENT ON COLUMN analysis.indicator_quarter.year_to_date IS
'The flow since 1 January, or the ratio of two such; blank for a level';
COMMENT ON COLUMN analysis.indicator_quarter.year_before IS
'What the same quarter a year before said: the flow since 1 January, the level, or the ratio';
COMMENT ON COLUMN analysis.indicator_quarter.growth_percent IS
'year_to_date (of a level: figure) against year_before, percent, two decimals; blank for a ratio and from 0';
