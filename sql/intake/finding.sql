-- Findings of a submission, in the order given; one that has a number keeps it. The numbers come back.
WITH given AS (
    SELECT listed.*
    FROM
        ROWS FROM (
            jsonb_to_recordset(:findings)
            AS (
                finding_id bigint, rule_id text, rule_version integer, severity text, part text, field text,
                sheet text, cell text, project_no integer, indicator_code text, given text, expected text,
                difference text, says_zh text, to_do_zh text, says_en text, to_do_en text, cells jsonb,
                explanation text, explained_by bigint, waiver_id text
            )
        ) WITH ORDINALITY AS listed
    ORDER BY listed.ordinality
)

INSERT INTO intake.finding (
    finding_id, submission_id, rule_id, rule_version, severity, part, field, sheet, cell, project_no,
    indicator_code, given, expected, difference, says_zh, to_do_zh, says_en, to_do_en, cells, explanation,
    explained_by, waiver_id, found_at, raised_by
)
OVERRIDING SYSTEM VALUE
SELECT
    coalesce(finding_id, nextval(pg_get_serial_sequence('intake.finding', 'finding_id'))) AS finding_id,
    :submission_id AS submission_id,
    rule_id,
    rule_version,
    severity,
    part,
    field,
    sheet,
    cell,
    project_no,
    indicator_code,
    given,
    expected,
    difference,
    says_zh,
    to_do_zh,
    says_en,
    to_do_en,
    cells,
    explanation,
    explained_by,
    waiver_id,
    :at AS found_at,
    :raised_by AS raised_by
FROM given
RETURNING finding_id
