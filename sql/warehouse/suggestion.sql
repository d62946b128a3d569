CREATE VIEW warehouse.suggestion_history AS
SELECT
    version.league_code,
    version.year,
    reported.project_no,
    reported.problem,
    reported.suggestion,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    reported.row_no,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_suggestion AS reported ON version.part_id = reported.part_id
WHERE version.feeds = 'suggestions';

CREATE VIEW warehouse.suggestion AS
SELECT * FROM warehouse.suggestion_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.suggestion_as_of(moment timestamptz) RETURNS SETOF warehouse.suggestion
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.suggestion_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.suggestion_history IS
'Suggestions of the annual returns of every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.suggestion IS 'Opinions and suggestions of the annual returns in force';
COMMENT ON FUNCTION warehouse.suggestion_as_of IS 'warehouse.suggestion as it was known at the moment';
COMMENT ON COLUMN warehouse.suggestion_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.suggestion_history.year IS 'The year';
COMMENT ON COLUMN warehouse.suggestion_history.project_no IS 'The project; blank: general';
COMMENT ON COLUMN warehouse.suggestion_history.problem IS 'The problem';
COMMENT ON COLUMN warehouse.suggestion_history.suggestion IS 'The suggestion';
COMMENT ON COLUMN warehouse.suggestion_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.suggestion_history.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.suggestion_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.suggestion_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.suggestion_history.row_no IS 'Order of the row in the sheet, from 1';
COMMENT ON COLUMN warehouse.suggestion_history.known_until IS
'Until just before this moment; blank: it is in force';
