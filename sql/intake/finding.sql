-- Findings of submissions, in the order given; one that has a number keeps it. The numbers come back.
INSERT INTO intake.finding (
    finding_id, submission_id, rule_id, rule_version, severity, part, field, sheet, cell, project_no,
    indicator_code, subject_code, subject_zh, given, expected, difference, says_zh, to_do_zh, says_en,
    to_do_en, cells, explanation, explained_by, waiver_id, remark, found_at, raised_by
)
OVERRIDING SYSTEM VALUE
SELECT
    coalesce(given.finding_id, nextval(pg_get_serial_sequence('intake.finding', 'finding_id'))) AS finding_id,
    given.submission_id,
    given.rule_id,
    given.rule_version,
    given.severity,
    given.part,
    given.field,
    given.sheet,
    given.cell,
    given.project_no,
    given.indicator_code,
    given.subject_code,
    given.subject_zh,
    given.given,
    given.expected,
    given.difference,
    given.says_zh,
    given.to_do_zh,
    given.says_en,
    given.to_do_en,
    given.cells,
    given.explanation,
    given.explained_by,
    given.waiver_id,
    given.remark,
    given.found_at,
    given.raised_by
FROM jsonb_populate_recordset(cast(NULL AS intake.finding), :findings) WITH ORDINALITY AS given
ORDER BY given.ordinality
RETURNING finding_id
