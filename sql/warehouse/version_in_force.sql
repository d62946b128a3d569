CREATE VIEW warehouse.version_in_force AS
SELECT
    part.league_code,
    part.return_kind,
    part.period,
    part.part,
    part.submission_id,
    validity.known_from,
    submission.file_name AS source_file,
    part.sheet,
    period.year,
    CASE WHEN period.cadence = 'quarter' THEN period.number END AS quarter,
    part.part_id,
    validity.known_until,
    asked.feeds
FROM intake.part_validity AS validity
INNER JOIN intake.part AS part ON validity.part_id = part.part_id
INNER JOIN reference.period AS period ON part.period = period.period
INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
INNER JOIN intake.submission AS submission ON part.submission_id = submission.submission_id;

CREATE FUNCTION warehouse.version_in_force_as_of(moment timestamptz) RETURNS SETOF warehouse.version_in_force
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.version_in_force
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON FUNCTION warehouse.version_in_force_as_of IS 'The versions that were in force at the moment';
COMMENT ON VIEW warehouse.version_in_force IS
'When each version of a part was the one in force: one revived by a withdrawal has two rows, and of several accepted
at one moment all but the last one''s known_until is known_from';
COMMENT ON COLUMN warehouse.version_in_force.league_code IS 'The league';
COMMENT ON COLUMN warehouse.version_in_force.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN warehouse.version_in_force.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN warehouse.version_in_force.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN warehouse.version_in_force.submission_id IS 'The submission that it came in';
COMMENT ON COLUMN warehouse.version_in_force.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.version_in_force.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.version_in_force.sheet IS 'The sheet that holds it; blank in a text file';
COMMENT ON COLUMN warehouse.version_in_force.year IS 'Year of the period';
COMMENT ON COLUMN warehouse.version_in_force.quarter IS 'Quarter of the period; blank for a year';
COMMENT ON COLUMN warehouse.version_in_force.part_id IS 'Number of the part';
COMMENT ON COLUMN warehouse.version_in_force.known_until IS
'Until just before this moment; blank: it is in force';
COMMENT ON COLUMN warehouse.version_in_force.feeds IS 'What the warehouse makes of the part: figures, year, progress, …';
