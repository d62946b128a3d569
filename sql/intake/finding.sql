INSERT INTO intake.finding (
    submission_id, rule_id, rule_version, severity, part, field, sheet, cell, project_no, indicator_code,
    given, expected, difference, says_zh, to_do_zh, says_en, to_do_en, cells, explanation, explained_by,
    waiver_id, found_at, raised_by
)
VALUES (
    :submission_id,
    :rule_id,
    :rule_version,
    :severity,
    :part,
    :field,
    :sheet,
    :cell,
    :project_no,
    :indicator_code,
    :given,
    :expected,
    :difference,
    :says_zh,
    :to_do_zh,
    :says_en,
    :to_do_en,
    :cells,
    :explanation,
    :explained_by,
    :waiver_id,
    :found_at, :raised_by
)
