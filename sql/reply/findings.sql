-- What was found in submissions and is still true: errors first, in the order in which it was found.
SELECT
    submission_id,
    rule_id,
    rule_version,
    severity,
    part,
    field,
    sheet,
    cell,
    project_no,
    indicator_code,
    subject_code,
    subject_zh,
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
    remark,
    found_at,
    raised_by
FROM intake.finding
WHERE submission_id = any(cast(:submission_ids AS bigint[])) AND resolved_at IS NULL
ORDER BY array_position(ARRAY['error', 'warning', 'info'], severity), finding_id
