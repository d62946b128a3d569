CREATE VIEW analysis.project_quarter AS
SELECT
    told.period,
    told.year,
    told.quarter,
    period.starts_on,
    period.ends_on,
    period.ends_on = max(period.ends_on) OVER (PARTITION BY told.year, told.league_code, told.project_no)
        AS is_latest_of_year,
    told.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    told.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    told.status,
    coalesce(told.status <> '已完成', TRUE) AS is_unfinished,
    nullif(told.progress, '') AS progress,
    nullif(told.problems, '') AS problems,
    nullif(told.advice, '') AS advice,
    nullif(told.measures, '') AS measures,
    nullif(told.practice, '') AS practice,
    told.budget,
    told.spent,
    told.leader,
    told.person,
    told.until,
    told.submission_id,
    told.source_file,
    told.sheet,
    told.known_from
FROM warehouse.project_progress AS told
INNER JOIN reference.period AS period ON told.period = period.period
INNER JOIN reference.area AS area ON told.league_code = area.league_code
INNER JOIN reference.project AS project ON told.project_no = project.project_no;

COMMENT ON VIEW analysis.project_quarter IS
'What each league says of each project in a quarter, in force now: status, words and money';
COMMENT ON COLUMN analysis.project_quarter.is_latest_of_year IS
'Whether it is the last quarter of the year that the league reported of the project';
COMMENT ON COLUMN analysis.project_quarter.is_unfinished IS 'Whether its status is not 已完成';
