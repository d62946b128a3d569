CREATE VIEW analysis.enterprise_month AS
SELECT
    told.month AS period,
    period.year,
    period.quarter,
    period.month,
    period.starts_on,
    period.ends_on,
    told.uscc,
    told.name_zh AS enterprise_name_zh,
    told.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    told.county_code,
    county.county_name_zh,
    coalesce(nullif(told.industry, ''), '未填') AS industry,
    told.employees,
    told.vacancies,
    told.hired,
    told.next_month_demand,
    told.solved,
    told.submission_id,
    told.source_file,
    told.sheet,
    told.cell
FROM warehouse.enterprise_month AS told
INNER JOIN reference.period AS period ON told.month = period.period
INNER JOIN reference.area AS area ON told.league_code = area.league_code
LEFT JOIN reference.county AS county ON told.county_code = county.county_code;

COMMENT ON VIEW analysis.enterprise_month IS 'Key enterprises by the month, in force now, with sortable dates and names';
COMMENT ON COLUMN analysis.enterprise_month.enterprise_name_zh IS 'The enterprise''s name in that month';
COMMENT ON COLUMN analysis.enterprise_month.industry IS
'Section of GB/T 4754 by its Chinese name, or what the league wrote; 未填: nothing';
COMMENT ON COLUMN analysis.enterprise_month.cell IS 'The cell of employees';
