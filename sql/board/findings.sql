-- All that was found in a submission: what is open first, errors before warnings.
SELECT
    finding.*,
    rule.name_zh AS rule_name_zh,
    rule.name_en AS rule_name_en
FROM intake.finding
LEFT JOIN reference.rule ON finding.rule_id = rule.rule_id
WHERE finding.submission_id = :submission_id
ORDER BY
    finding.resolved_at IS NOT NULL,
    array_position(ARRAY['error', 'warning', 'info'], finding.severity),
    finding.finding_id
