CREATE VIEW analysis.project_quarter AS
SELECT
    reported.period,
    reported.year,
    reported.quarter,
    period.starts_on,
    period.ends_on,
    period.ends_on
    = max(period.ends_on) OVER (PARTITION BY reported.year, reported.league_code, reported.project_no)
        AS is_latest_of_year,
    reported.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    reported.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    reported.status,
    coalesce(reported.status <> '已完成', TRUE) AS is_unfinished,
    nullif(reported.progress, '') AS progress,
    nullif(reported.problems, '') AS problems,
    nullif(reported.advice, '') AS advice,
    nullif(reported.measures, '') AS measures,
    nullif(reported.practice, '') AS practice,
    reported.budget,
    reported.spent,
    reported.leader,
    reported.person,
    reported.until,
    reported.submission_id,
    reported.source_file,
    reported.sheet,
    reported.known_from
FROM warehouse.project_progress AS reported
INNER JOIN reference.period AS period ON reported.period = period.period
INNER JOIN reference.area AS area ON reported.league_code = area.league_code
INNER JOIN reference.project AS project ON reported.project_no = project.project_no;

COMMENT ON VIEW analysis.project_quarter IS
'What each league says of each project in a quarter, in force now: status, words and money';
COMMENT ON COLUMN analysis.project_quarter.is_latest_of_year IS
'Whether it is the last quarter of the year that the league reported of the project';
COMMENT ON COLUMN analysis.project_quarter.is_unfinished IS 'Whether its status is not 已完成';
