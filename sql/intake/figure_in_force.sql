DROP VIEW IF EXISTS intake.figure_in_force CASCADE;

CREATE VIEW intake.figure_in_force AS
SELECT
    part.submission_id,
    submission.arrived_at,
    part.league_code,
    part.return_kind,
    part.period,
    period.year,
    CASE WHEN period.cadence = 'quarter' THEN period.number END AS quarter,
    part.sheet,
    figure.row_no,
    figure.indicator_code,
    indicator.project_no,
    indicator.measure,
    figure.figure,
    figure.year_to_date,
    figure.remark,
    figure.cells,
    CASE WHEN period.cadence = 'quarter' THEN period.sequence END AS quarter_no,
    CASE WHEN indicator.decimals > 0 THEN cast('1e-' || indicator.decimals AS numeric) ELSE 0 END AS rounding
FROM intake.reported_figure AS figure
INNER JOIN intake.part_validity
    ON figure.part_id = part_validity.part_id AND part_validity.known_until IS NULL
INNER JOIN intake.part ON figure.part_id = part.part_id
INNER JOIN intake.submission ON part.submission_id = submission.submission_id
INNER JOIN reference.indicator ON figure.indicator_code = indicator.indicator_code
INNER JOIN reference.period AS period ON part.period = period.period
INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
WHERE asked.feeds IN ('figures', 'year');
COMMENT ON VIEW intake.figure_in_force IS 'Figures of main data that are in force, as the rules compare them';
COMMENT ON COLUMN intake.figure_in_force.submission_id IS 'The submission that says so';
COMMENT ON COLUMN intake.figure_in_force.arrived_at IS 'When that arrived';
COMMENT ON COLUMN intake.figure_in_force.league_code IS 'The league';
COMMENT ON COLUMN intake.figure_in_force.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN intake.figure_in_force.period IS 'The period';
COMMENT ON COLUMN intake.figure_in_force.year IS 'The period''s year';
COMMENT ON COLUMN intake.figure_in_force.quarter IS 'The period''s quarter; blank for a year';
COMMENT ON COLUMN intake.figure_in_force.quarter_no IS 'Quarters counted on over the years; blank for a year';
COMMENT ON COLUMN intake.figure_in_force.sheet IS 'The sheet';
COMMENT ON COLUMN intake.figure_in_force.row_no IS 'Its place among the part''s rows';
COMMENT ON COLUMN intake.figure_in_force.indicator_code IS 'The indicator';
COMMENT ON COLUMN intake.figure_in_force.project_no IS 'Its project';
COMMENT ON COLUMN intake.figure_in_force.measure IS 'flow or stock';
COMMENT ON COLUMN intake.figure_in_force.rounding IS 'How far rounding may put a sum off';
COMMENT ON COLUMN intake.figure_in_force.figure IS 'The quarter''s or the year''s figure';
COMMENT ON COLUMN intake.figure_in_force.year_to_date IS 'A flow since 1 January';
COMMENT ON COLUMN intake.figure_in_force.remark IS 'The league''s remark';
COMMENT ON COLUMN intake.figure_in_force.cells IS 'The cell of each field';
