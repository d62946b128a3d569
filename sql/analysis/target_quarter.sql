CREATE VIEW analysis.target_quarter AS
SELECT
    figure.period,
    period.year,
    period.quarter,
    period.starts_on,
    period.ends_on,
    figure.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    figure.is_region,
    figure.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    figure.target_id,
    figure.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    indicator.unit_zh,
    indicator.unit_en,
    figure.basis,
    figure.from_year,
    figure.by_year,
    figure.goal,
    figure.actual,
    figure.line,
    cast(figure.actual - figure.line AS numeric(28, 9)) AS ahead,
    cast(100 * figure.share_reached AS numeric(28, 4)) AS reached_percent,
    figure.standing,
    figure.missing,
    figure.provisional,
    figure.wording_zh,
    figure.as_of
FROM summary.quarter_target AS figure
INNER JOIN reference.period AS period ON figure.period = period.period
INNER JOIN reference.area AS area ON figure.league_code = area.league_code
INNER JOIN reference.project AS project ON figure.project_no = project.project_no
INNER JOIN reference.indicator AS indicator ON figure.indicator_code = indicator.indicator_code;

COMMENT ON VIEW analysis.target_quarter IS
'The plan''s numbers at the end of a quarter: what is there, against the goal and against the pace; of the last build (as_of)';
