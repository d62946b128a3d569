-- The waivers that operators have decided, beside those of the registry, oldest first.
SELECT
    waiver_id,
    rule_id,
    league_code,
    return_kind,
    period,
    part,
    indicator_code,
    project_no,
    subject_code,
    reason,
    approved_by,
    approved_on,
    valid_to
FROM reference.waiver
WHERE decided_at IS NOT NULL
ORDER BY decided_at, waiver_id
