CREATE VIEW warehouse.finding AS
SELECT
    finding.finding_id,
    submission.league_code,
    submission.return_kind,
    submission.period,
    finding.part,
    finding.submission_id,
    finding.rule_id,
    finding.rule_version,
    finding.severity,
    submission.file_name AS source_file,
    finding.sheet,
    finding.cell,
    finding.project_no,
    finding.indicator_code,
    finding.given,
    finding.expected,
    finding.difference,
    finding.says_zh,
    finding.to_do_zh,
    finding.explanation,
    finding.waiver_id,
    finding.found_at,
    finding.resolved_at,
    finding.explained_by
FROM intake.finding AS finding
INNER JOIN intake.submission AS submission ON finding.submission_id = submission.submission_id
WHERE submission.league_code IS NOT NULL AND submission.state NOT IN ('duplicate', 'attachment');

COMMENT ON VIEW warehouse.finding IS
'What was found in each league''s returns, repairs (info) too; duplicates and attachments are not read';
COMMENT ON COLUMN warehouse.finding.finding_id IS 'Number of the finding';
COMMENT ON COLUMN warehouse.finding.league_code IS 'The league whose return it is about';
COMMENT ON COLUMN warehouse.finding.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN warehouse.finding.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN warehouse.finding.part IS 'The part; blank: the whole file';
COMMENT ON COLUMN warehouse.finding.submission_id IS 'The submission';
COMMENT ON COLUMN warehouse.finding.rule_id IS 'The rule';
COMMENT ON COLUMN warehouse.finding.rule_version IS 'The rule''s version';
COMMENT ON COLUMN warehouse.finding.severity IS 'error, warning or info, as it counted';
COMMENT ON COLUMN warehouse.finding.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.finding.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.finding.cell IS 'The first cell';
COMMENT ON COLUMN warehouse.finding.project_no IS 'The project';
COMMENT ON COLUMN warehouse.finding.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.finding.given IS 'What was given';
COMMENT ON COLUMN warehouse.finding.expected IS 'What was expected';
COMMENT ON COLUMN warehouse.finding.difference IS 'Given less expected';
COMMENT ON COLUMN warehouse.finding.says_zh IS 'What is wrong, Chinese';
COMMENT ON COLUMN warehouse.finding.to_do_zh IS 'What to do, Chinese';
COMMENT ON COLUMN warehouse.finding.explanation IS 'The league''s explanation, where it counts';
COMMENT ON COLUMN warehouse.finding.waiver_id IS 'The waiver that made an error a warning';
COMMENT ON COLUMN warehouse.finding.found_at IS 'When it was found';
COMMENT ON COLUMN warehouse.finding.resolved_at IS 'When a later arrival made it untrue; blank: it stands';
COMMENT ON COLUMN warehouse.finding.explained_by IS
'The submission that gave the explanation, carried on while the value stands; blank: this one';
