CREATE VIEW warehouse.recruitment_event_history AS
SELECT
    version.league_code,
    version.period AS month,
    cast(reported."values" ->> 'held_on' AS date) AS held_on,
    reported."values" ->> 'title' AS title,
    reported."values" ->> 'county_code' AS county_code,
    cast(reported."values" ->> 'enterprises' AS numeric(28, 0)) AS enterprises,
    cast(reported."values" ->> 'posts' AS numeric(28, 0)) AS posts,
    cast(reported."values" ->> 'intents' AS numeric(28, 0)) AS intents,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    coalesce(reported.cells ->> 'held_on', reported.cells ->> 'title') AS cell,
    version.year,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_row AS reported ON version.part_id = reported.part_id
WHERE version.feeds = 'events';

CREATE VIEW warehouse.recruitment_event AS
SELECT * FROM warehouse.recruitment_event_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.recruitment_event_as_of(moment timestamptz)
RETURNS SETOF warehouse.recruitment_event
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.recruitment_event_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.recruitment_event_history IS
'Recruitment events of every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.recruitment_event IS 'Recruitment events for key enterprises, as in force: a row an event';
COMMENT ON FUNCTION warehouse.recruitment_event_as_of IS
'warehouse.recruitment_event as it was known at the moment';
COMMENT ON COLUMN warehouse.recruitment_event_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.recruitment_event_history.month IS 'The month, such as 2024M03';
COMMENT ON COLUMN warehouse.recruitment_event_history.held_on IS 'The day on which it was held';
COMMENT ON COLUMN warehouse.recruitment_event_history.title IS 'Its name';
COMMENT ON COLUMN warehouse.recruitment_event_history.county_code IS 'The county in which it was held';
COMMENT ON COLUMN warehouse.recruitment_event_history.enterprises IS 'Enterprises that took part';
COMMENT ON COLUMN warehouse.recruitment_event_history.posts IS 'Posts offered';
COMMENT ON COLUMN warehouse.recruitment_event_history.intents IS 'People who agreed on a post';
COMMENT ON COLUMN warehouse.recruitment_event_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.recruitment_event_history.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.recruitment_event_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.recruitment_event_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.recruitment_event_history.cell IS 'The cell of the day';
COMMENT ON COLUMN warehouse.recruitment_event_history.year IS 'Year of the month';
COMMENT ON COLUMN warehouse.recruitment_event_history.known_until IS
'Until just before this moment; blank: it is in force';
