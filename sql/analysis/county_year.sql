CREATE VIEW analysis.county_year AS
SELECT
    county.year,
    county.county_code,
    county.county_name_zh,
    county.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    county.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    county.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    county.measure,
    county.value,
    county.previous_year,
    county.counties_reporting,
    county.counties_expected,
    county.period,
    county.as_of
FROM summary.annual_county AS county
INNER JOIN reference.area AS area ON county.league_code = area.league_code
INNER JOIN reference.project AS project ON county.project_no = project.project_no
INNER JOIN reference.indicator AS indicator ON county.indicator_code = indicator.indicator_code;

COMMENT ON VIEW analysis.county_year IS 'What each county had of each indicator that leagues report by county; of the last build (as_of)';
COMMENT ON COLUMN analysis.county_year.value IS
'A level at the end of the period, or a flow since 1 January; blank: the league did not report it for the county';
COMMENT ON COLUMN analysis.county_year.previous_year IS 'The same of the year before; blank: not reported';
COMMENT ON COLUMN analysis.county_year.counties_reporting IS 'Counties of the league that have a value of the indicator';
COMMENT ON COLUMN analysis.county_year.counties_expected IS 'Counties of the league';
