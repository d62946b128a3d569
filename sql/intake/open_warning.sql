DROP VIEW IF EXISTS intake.open_warning CASCADE;

CREATE VIEW intake.open_warning AS
SELECT
    finding.finding_id,
    finding.submission_id,
    finding.part
FROM intake.finding
LEFT JOIN intake.part ON finding.submission_id = part.submission_id AND finding.part = part.part
WHERE
    finding.severity = 'warning'
    AND finding.explanation IS NULL
    AND finding.resolved_at IS NULL
    AND (part.withdrawn_at IS NULL OR finding.rule_id = 'personal_number');

COMMENT ON VIEW intake.open_warning IS 'Warnings that a league still has to answer, but those of what was withdrawn';
COMMENT ON COLUMN intake.open_warning.finding_id IS 'The finding';
COMMENT ON COLUMN intake.open_warning.submission_id IS 'The submission in which it was found';
COMMENT ON COLUMN intake.open_warning.part IS 'The part that it is about; blank: the file';
