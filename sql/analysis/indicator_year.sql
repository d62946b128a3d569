CREATE VIEW analysis.indicator_year AS
-- What a ratio was made of: a league's own terms; the region's are the sums of those of its leagues.
WITH pair AS (
    SELECT
        ratio.year,
        ratio.indicator_code,
        ratio.league_code,
        area.in_region_sum,
        above.value AS numerator_value,
        below.value AS denominator_value
    FROM summary.annual_indicator AS ratio
    INNER JOIN reference.indicator AS indicator ON ratio.indicator_code = indicator.indicator_code
    INNER JOIN reference.area AS area ON ratio.league_code = area.league_code
    INNER JOIN summary.annual_indicator AS above
        ON
            ratio.year = above.year
            AND ratio.league_code = above.league_code
            AND indicator.numerator = above.indicator_code
    INNER JOIN summary.annual_indicator AS below
        ON
            ratio.year = below.year
            AND ratio.league_code = below.league_code
            AND indicator.denominator = below.indicator_code
    WHERE NOT ratio.is_region AND (ratio.no_value_zh IS NULL OR ratio.no_value_zh = '分母为0')
),

term AS (
    SELECT
        year,
        indicator_code,
        league_code,
        numerator_value,
        denominator_value
    FROM pair
    UNION ALL
    SELECT
        year,
        indicator_code,
        warehouse.region_code() AS league_code,
        sum(numerator_value) AS numerator_value,
        sum(denominator_value) AS denominator_value
    FROM pair
    WHERE in_region_sum
    GROUP BY year, indicator_code
)

SELECT
    figure.year,
    figure.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    figure.is_region,
    figure.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    figure.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    figure.measure,
    coalesce(figure.indicator_code = project.headline_indicator, FALSE) AS is_headline,
    figure.value,
    figure.previous_year,
    cast(figure.value - figure.previous_year AS numeric(28, 9)) AS change,
    cast(
        CASE
            WHEN figure.measure <> 'ratio'
                THEN
                    round(100 * (figure.value - figure.previous_year) / nullif(figure.previous_year, 0), 2)
        END AS numeric(28, 2)
    ) AS growth_percent,
    cast(
        CASE
            WHEN area.in_region_sum AND figure.measure <> 'ratio'
                THEN
                    round(100 * figure.value / nullif(region.value, 0), 2)
        END AS numeric(28, 2)
    ) AS share_of_region_percent,
    cast(term.numerator_value AS numeric(28, 9)) AS numerator_value,
    cast(term.denominator_value AS numeric(28, 9)) AS denominator_value,
    figure.provisional,
    figure.leagues_reporting = figure.leagues_expected AS is_complete,
    figure.leagues_reporting,
    figure.leagues_expected,
    figure.missing_leagues,
    figure.period,
    figure.no_value_zh,
    figure.as_of
FROM summary.annual_indicator AS figure
INNER JOIN reference.area AS area ON figure.league_code = area.league_code
INNER JOIN reference.project AS project ON figure.project_no = project.project_no
INNER JOIN reference.indicator AS indicator ON figure.indicator_code = indicator.indicator_code
LEFT JOIN summary.annual_indicator AS region
    ON figure.year = region.year AND figure.indicator_code = region.indicator_code AND region.is_region
LEFT JOIN term
    ON
        figure.year = term.year
        AND figure.indicator_code = term.indicator_code
        AND figure.league_code = term.league_code;

COMMENT ON VIEW analysis.indicator_year IS
'Indicators of a year by league and of the region, beside the year before; of the last build (as_of)';
COMMENT ON COLUMN analysis.indicator_year.previous_year IS
'The value of the year before, where both are of whole years';
COMMENT ON COLUMN analysis.indicator_year.change IS 'value less previous_year; of a ratio in percentage points';
COMMENT ON COLUMN analysis.indicator_year.growth_percent IS
'change over previous_year, percent, two decimals; blank for a ratio and from 0';
COMMENT ON COLUMN analysis.indicator_year.share_of_region_percent IS
'The league''s part of the region''s value, percent, two decimals; blank for the region, a ratio, and where there is no regional value';
COMMENT ON COLUMN analysis.indicator_year.numerator_value IS
'What stands above the line of a ratio; of several leagues together the ratio is the sum of these over that of denominator_value';
COMMENT ON COLUMN analysis.indicator_year.denominator_value IS 'What stands below the line of a ratio';
COMMENT ON COLUMN analysis.indicator_year.period IS
'What the value is of: 2023, the whole year, or 2023Q3, its first three quarters; blank: there is no value';
