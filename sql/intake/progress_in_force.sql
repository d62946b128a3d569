DROP VIEW IF EXISTS intake.progress_in_force;

CREATE VIEW intake.progress_in_force AS
SELECT
    part.submission_id,
    submission.arrived_at,
    part.league_code,
    part.period,
    period.year,
    CASE WHEN period.cadence = 'quarter' THEN period.number END AS quarter,
    part.sheet,
    progress.project_no,
    progress.status,
    progress.budget,
    progress.spent,
    progress.remark,
    progress.cells
FROM intake.reported_progress AS progress
INNER JOIN intake.part_validity
    ON progress.part_id = part_validity.part_id AND part_validity.known_until IS NULL
INNER JOIN intake.part ON progress.part_id = part.part_id
INNER JOIN intake.submission ON part.submission_id = submission.submission_id
INNER JOIN reference.period AS period ON part.period = period.period;
COMMENT ON VIEW intake.progress_in_force IS 'Project progress that is in force, as the rules compare it';
COMMENT ON COLUMN intake.progress_in_force.submission_id IS 'The submission that says so';
COMMENT ON COLUMN intake.progress_in_force.arrived_at IS 'When that arrived';
COMMENT ON COLUMN intake.progress_in_force.league_code IS 'The league';
COMMENT ON COLUMN intake.progress_in_force.period IS 'The period';
COMMENT ON COLUMN intake.progress_in_force.year IS 'The period''s year';
COMMENT ON COLUMN intake.progress_in_force.quarter IS 'The period''s quarter';
COMMENT ON COLUMN intake.progress_in_force.sheet IS 'The sheet';
COMMENT ON COLUMN intake.progress_in_force.project_no IS 'The project';
COMMENT ON COLUMN intake.progress_in_force.status IS '未启动, 推进中 or 已完成';
COMMENT ON COLUMN intake.progress_in_force.budget IS 'Money budgeted for the year, 10,000 yuan';
COMMENT ON COLUMN intake.progress_in_force.spent IS 'Money spent since 1 January, 10,000 yuan';
COMMENT ON COLUMN intake.progress_in_force.remark IS 'The league''s remark';
COMMENT ON COLUMN intake.progress_in_force.cells IS 'The cell of each field';
