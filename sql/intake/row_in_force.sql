DROP VIEW IF EXISTS intake.row_in_force;

CREATE VIEW intake.row_in_force AS
SELECT
    part.submission_id,
    submission.arrived_at,
    part.league_code,
    part.return_kind,
    part.period,
    part.part,
    asked.feeds,
    period.cadence,
    period.year,
    period.quarter,
    period.predecessor,
    part.sheet,
    part.header_cells,
    reported.subject_code,
    reported.indicator_code,
    reported."values",
    reported.cells
FROM intake.reported_row AS reported
INNER JOIN intake.part_validity
    ON reported.part_id = part_validity.part_id AND part_validity.known_until IS NULL
INNER JOIN intake.part ON reported.part_id = part.part_id
INNER JOIN intake.submission ON part.submission_id = submission.submission_id
INNER JOIN reference.period AS period ON part.period = period.period
INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part;
COMMENT ON VIEW intake.row_in_force IS 'Rows in force of the parts that have no table of their own, as rules compare them';
COMMENT ON COLUMN intake.row_in_force.submission_id IS 'The submission that says so';
COMMENT ON COLUMN intake.row_in_force.arrived_at IS 'When that arrived';
COMMENT ON COLUMN intake.row_in_force.league_code IS 'The league';
COMMENT ON COLUMN intake.row_in_force.return_kind IS 'The kind of return';
COMMENT ON COLUMN intake.row_in_force.period IS 'The period';
COMMENT ON COLUMN intake.row_in_force.part IS 'The part';
COMMENT ON COLUMN intake.row_in_force.feeds IS 'What the warehouse makes of the part';
COMMENT ON COLUMN intake.row_in_force.cadence IS 'month, quarter, half or year';
COMMENT ON COLUMN intake.row_in_force.year IS 'The period''s year';
COMMENT ON COLUMN intake.row_in_force.quarter IS 'The quarter that the period ends in';
COMMENT ON COLUMN intake.row_in_force.predecessor IS 'The period before it';
COMMENT ON COLUMN intake.row_in_force.sheet IS 'The sheet';
COMMENT ON COLUMN intake.row_in_force.header_cells IS 'The header''s cell of each field';
COMMENT ON COLUMN intake.row_in_force.subject_code IS 'What the row is about';
COMMENT ON COLUMN intake.row_in_force.indicator_code IS 'The indicator of its figures';
COMMENT ON COLUMN intake.row_in_force."values" IS 'What was reported, by field';
COMMENT ON COLUMN intake.row_in_force.cells IS 'The cell of each field';
