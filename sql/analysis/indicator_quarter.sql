CREATE VIEW analysis.indicator_quarter AS
SELECT
    reported.period,
    period.year,
    period.quarter,
    period.starts_on,
    period.ends_on,
    reported.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    reported.is_region,
    reported.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    reported.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    reported.measure,
    coalesce(reported.indicator_code = project.headline_indicator, FALSE) AS is_headline,
    reported.figure,
    reported.year_to_date,
    reported.year_before,
    cast(
        CASE
            WHEN reported.measure <> 'ratio'
                THEN
                    round(
                        100 * (coalesce(reported.year_to_date, reported.figure) - reported.year_before)
                        / nullif(reported.year_before, 0), 2
                    )
        END AS numeric(28, 2)
    ) AS growth_percent,
    reported.leagues_reporting = reported.leagues_expected AS is_complete,
    reported.leagues_reporting,
    reported.leagues_expected,
    reported.missing_leagues,
    reported.no_value_zh,
    reported.as_of
FROM summary.quarter_indicator AS reported
INNER JOIN reference.period AS period ON reported.period = period.period
INNER JOIN reference.area AS area ON reported.league_code = area.league_code
INNER JOIN reference.project AS project ON reported.project_no = project.project_no
INNER JOIN reference.indicator AS indicator ON reported.indicator_code = indicator.indicator_code;

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
