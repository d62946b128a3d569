CREATE VIEW analysis.completion_year AS
SELECT
    completion.year,
    completion.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    completion.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    indicator.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    completion.target,
    completion.completed,
    completion.rate AS rate_percent,
    data.value AS data_value,
    cast(completion.completed - data.value AS numeric(28, 9)) AS difference,
    cast(round(100 * data.value / nullif(completion.target, 0), 2) AS numeric(28, 2)) AS data_rate_percent,
    completion.account,
    completion.as_of
FROM summary.annual_account AS completion
INNER JOIN reference.area AS area ON completion.league_code = area.league_code
INNER JOIN reference.project AS project ON completion.project_no = project.project_no
LEFT JOIN reference.indicator AS indicator ON project.headline_indicator = indicator.indicator_code
LEFT JOIN summary.annual_indicator AS data
    ON
        completion.year = data.year
        AND completion.league_code = data.league_code
        AND project.headline_indicator = data.indicator_code;

COMMENT ON VIEW analysis.completion_year IS
'What each league says itself that it completed of a project in a year, beside its main data; of the last build (as_of)';
COMMENT ON COLUMN analysis.completion_year.indicator_code IS
'The project''s headline indicator, in whose unit target and completed are';
COMMENT ON COLUMN analysis.completion_year.target IS 'The league''s own target';
COMMENT ON COLUMN analysis.completion_year.completed IS 'What it says itself that it completed';
COMMENT ON COLUMN analysis.completion_year.rate_percent IS 'Its own rate of completion, percent, as written';
COMMENT ON COLUMN analysis.completion_year.data_value IS 'The headline indicator''s value of the year by its main data';
COMMENT ON COLUMN analysis.completion_year.difference IS 'completed less data_value';
COMMENT ON COLUMN analysis.completion_year.data_rate_percent IS 'data_value over target, percent, two decimals';
COMMENT ON COLUMN analysis.completion_year.account IS 'Its account in words';
