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
    finding.explained_by,
    finding.subject_code,
    finding.subject_zh
FROM intake.finding AS finding
INNER JOIN intake.submission AS submission ON finding.submission_id = submission.submission_id
WHERE submission.league_code IS NOT NULL AND submission.state NOT IN ('duplicate', 'attachment');

CREATE FUNCTION warehouse.finding_as_of(moment timestamptz) RETURNS SETOF warehouse.finding
LANGUAGE sql STABLE
AS $$
SELECT
    finding_id, league_code, return_kind, period, part, submission_id, rule_id, rule_version, severity,
    source_file, sheet, cell, project_no, indicator_code, given, expected, difference, says_zh, to_do_zh,
    explanation, waiver_id, found_at, CASE WHEN resolved_at <= moment THEN resolved_at END, explained_by,
    subject_code, subject_zh
FROM warehouse.finding
WHERE found_at <= moment
$$;

CREATE FUNCTION warehouse.open_finding_as_of(moment timestamptz) RETURNS SETOF warehouse.finding
LANGUAGE sql STABLE
AS $$
WITH in_force AS (
    SELECT submission_id, league_code, return_kind, period, part
    FROM warehouse.version_in_force_as_of(moment)
),

judged AS (
    SELECT * FROM warehouse.finding_as_of(moment)
    WHERE resolved_at IS NULL
)

SELECT judged.*
FROM judged
WHERE
    judged.severity = 'warning'
    AND judged.explanation IS NULL
    AND EXISTS (
        SELECT FROM in_force
        WHERE
            judged.submission_id = in_force.submission_id
            AND in_force.part = coalesce(judged.part, in_force.part)
    )
UNION ALL
-- Of a part, as long as nothing of it is in force; of a whole file, as long as not all of its return is. Of
-- files that were refused for the same only the latest counts, and any later one stands for a whole file.
SELECT judged.*
FROM judged
WHERE
    judged.severity = 'error'
    AND EXISTS (
        SELECT FROM reference.part
        LEFT JOIN reference.period ON judged.period = period.period
        WHERE
            judged.return_kind = part.return_kind
            AND (part.asked_from IS NULL OR part.asked_from <= period.ends_on)
            AND part.part = coalesce(judged.part, part.part)
            AND NOT EXISTS (
                SELECT FROM in_force
                WHERE
                    judged.league_code = in_force.league_code
                    AND judged.return_kind = in_force.return_kind
                    AND judged.period = in_force.period
                    AND part.part = in_force.part
            )
    )
    AND NOT EXISTS (
        SELECT FROM judged AS later
        WHERE
            later.severity = 'error'
            AND judged.league_code = later.league_code
            AND judged.return_kind = later.return_kind
            AND judged.period = later.period
            AND coalesce(judged.part = later.part, judged.part IS NULL)
            AND judged.submission_id < later.submission_id
    )
$$;

COMMENT ON FUNCTION warehouse.finding_as_of IS 'warehouse.finding as it was known at the moment';
COMMENT ON FUNCTION warehouse.open_finding_as_of IS
'What was open at the moment, as in summary.annual_finding: unexplained warnings of versions in force, errors of
parts that had none; columns as in warehouse.finding';
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
COMMENT ON COLUMN warehouse.finding.subject_code IS
'What its row is about, where that is a county, an enterprise and the like';
COMMENT ON COLUMN warehouse.finding.subject_zh IS 'Its name';
