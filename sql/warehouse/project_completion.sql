CREATE VIEW warehouse.project_completion_history AS
SELECT
    version.league_code,
    version.year,
    reported.project_no,
    cast(reported.target AS numeric(28, 9)) AS target,
    cast(reported.completed AS numeric(28, 9)) AS completed,
    cast(reported.rate AS numeric(28, 12)) AS rate,
    reported.account,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    reported.cells ->> 'completed' AS cell,
    reported.row_no,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_completion AS reported ON version.part_id = reported.part_id
WHERE version.feeds = 'completion';

CREATE VIEW warehouse.project_completion AS
SELECT * FROM warehouse.project_completion_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.project_completion_as_of(moment timestamptz)
RETURNS SETOF warehouse.project_completion
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.project_completion_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.project_completion_history IS
'Task completion of every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.project_completion IS
'The leagues'' own account of the year, in force: a row a league, year and project';
COMMENT ON FUNCTION warehouse.project_completion_as_of IS
'warehouse.project_completion as it was known at the moment';
COMMENT ON COLUMN warehouse.project_completion_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.project_completion_history.year IS 'The year';
COMMENT ON COLUMN warehouse.project_completion_history.project_no IS 'The project';
COMMENT ON COLUMN warehouse.project_completion_history.target IS
'The league''s target, in the unit of the project''s first indicator';
COMMENT ON COLUMN warehouse.project_completion_history.completed IS 'What it completed, in the same unit';
COMMENT ON COLUMN warehouse.project_completion_history.rate IS 'Completed over target, percent, as written';
COMMENT ON COLUMN warehouse.project_completion_history.account IS 'Account in words';
COMMENT ON COLUMN warehouse.project_completion_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.project_completion_history.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.project_completion_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.project_completion_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.project_completion_history.cell IS 'The cell of completed';
COMMENT ON COLUMN warehouse.project_completion_history.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN warehouse.project_completion_history.known_until IS
'Until just before this moment; blank: it is in force';
