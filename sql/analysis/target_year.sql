CREATE VIEW analysis.target_year AS
SELECT
    told.year,
    told.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    told.is_region,
    told.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    told.target_id,
    told.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    told.basis,
    told.from_year,
    told.by_year,
    told.goal,
    told.actual,
    told.line,
    cast(told.actual - told.line AS numeric(28, 9)) AS ahead,
    cast(100 * told.share_reached AS numeric(28, 4)) AS reached_percent,
    told.standing,
    told.missing,
    told.provisional,
    told.wording_zh,
    told.as_of
FROM summary.annual_target AS told
INNER JOIN reference.area AS area ON told.league_code = area.league_code
INNER JOIN reference.project AS project ON told.project_no = project.project_no
INNER JOIN reference.indicator AS indicator ON told.indicator_code = indicator.indicator_code;

COMMENT ON VIEW analysis.target_year IS
'The plan''s numbers at the end of a year: what is there, against the goal and against the pace; of the last build (as_of)';
