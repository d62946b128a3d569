CREATE VIEW warehouse.project_progress_history AS
SELECT
    version.league_code,
    version.period,
    reported.project_no,
    reported.status,
    reported.progress,
    reported.problems,
    reported.advice,
    cast(reported.budget AS numeric(28, 6)) AS budget,
    cast(reported.spent AS numeric(28, 6)) AS spent,
    reported.leader,
    reported.person,
    reported.until,
    reported.measures,
    reported.stage,
    reported.practice,
    reported.remark,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    version.year,
    version.quarter,
    reported.row_no,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_progress AS reported ON version.part_id = reported.part_id
WHERE version.feeds = 'progress';

CREATE VIEW warehouse.project_progress AS
SELECT * FROM warehouse.project_progress_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.project_progress_as_of(moment timestamptz) RETURNS SETOF warehouse.project_progress
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.project_progress_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.project_progress_history IS
'Project progress of every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.project_progress IS
'Project progress in force: a row a league, quarter and project';
COMMENT ON FUNCTION warehouse.project_progress_as_of IS
'warehouse.project_progress as it was known at the moment';
COMMENT ON COLUMN warehouse.project_progress_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.project_progress_history.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN warehouse.project_progress_history.project_no IS 'The project';
COMMENT ON COLUMN warehouse.project_progress_history.status IS '未启动, 推进中 or 已完成';
COMMENT ON COLUMN warehouse.project_progress_history.progress IS 'What was done';
COMMENT ON COLUMN warehouse.project_progress_history.problems IS 'Problems';
COMMENT ON COLUMN warehouse.project_progress_history.advice IS 'Opinions and suggestions';
COMMENT ON COLUMN warehouse.project_progress_history.budget IS 'Money budgeted for the year, 10,000 yuan';
COMMENT ON COLUMN warehouse.project_progress_history.spent IS 'Money spent since 1 January, 10,000 yuan';
COMMENT ON COLUMN warehouse.project_progress_history.leader IS 'Who answers for it';
COMMENT ON COLUMN warehouse.project_progress_history.person IS 'Who does it';
COMMENT ON COLUMN warehouse.project_progress_history.until IS 'Until when, as written';
COMMENT ON COLUMN warehouse.project_progress_history.measures IS 'Measures taken';
COMMENT ON COLUMN warehouse.project_progress_history.stage IS 'Stage of the work';
COMMENT ON COLUMN warehouse.project_progress_history.practice IS 'Good practice';
COMMENT ON COLUMN warehouse.project_progress_history.remark IS 'The league''s remark';
COMMENT ON COLUMN warehouse.project_progress_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.project_progress_history.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.project_progress_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.project_progress_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.project_progress_history.year IS 'Year of the period';
COMMENT ON COLUMN warehouse.project_progress_history.quarter IS 'Quarter of the period, 1 to 4';
COMMENT ON COLUMN warehouse.project_progress_history.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN warehouse.project_progress_history.known_until IS
'Until just before this moment; blank: it is in force';
