CREATE VIEW analysis.enterprise_month AS
SELECT
    enterprise.month AS period,
    period.year,
    period.quarter,
    period.month,
    period.starts_on,
    period.ends_on,
    enterprise.uscc,
    enterprise.name_zh AS enterprise_name_zh,
    enterprise.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    enterprise.county_code,
    county.county_name_zh,
    coalesce(nullif(enterprise.industry, ''), '未填') AS industry,
    enterprise.employees,
    enterprise.vacancies,
    enterprise.hired,
    enterprise.next_month_demand,
    enterprise.solved,
    enterprise.submission_id,
    enterprise.source_file,
    enterprise.sheet,
    enterprise.cell
FROM warehouse.enterprise_month AS enterprise
INNER JOIN reference.period AS period ON enterprise.month = period.period
INNER JOIN reference.area AS area ON enterprise.league_code = area.league_code
LEFT JOIN reference.county AS county ON enterprise.county_code = county.county_code;

COMMENT ON VIEW analysis.enterprise_month IS 'Key enterprises by the month, in force now, with sortable dates and names';
COMMENT ON COLUMN analysis.enterprise_month.enterprise_name_zh IS 'The enterprise''s name in that month';
COMMENT ON COLUMN analysis.enterprise_month.industry IS
'Section of GB/T 4754 by its Chinese name, or what the league wrote; 未填: nothing';
COMMENT ON COLUMN analysis.enterprise_month.cell IS 'The cell of employees';
