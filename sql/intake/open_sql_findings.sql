-- What the SQL rules have found in a submission and is still true.
SELECT
    finding.finding_id,
    finding.rule_id,
    finding.part,
    finding.sheet,
    finding.cell,
    finding.given,
    finding.expected,
    finding.explanation
FROM intake.finding
INNER JOIN reference.rule ON finding.rule_id = rule.rule_id
WHERE
    finding.submission_id = :submission_id
    AND finding.resolved_at IS NULL
    AND rule.judge = 'sql'
ORDER BY finding.finding_id
