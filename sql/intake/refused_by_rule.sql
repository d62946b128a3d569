-- The submissions in which a part is refused, a rule among the reasons, and no later one stands for it.
SELECT DISTINCT part.submission_id
FROM intake.part
INNER JOIN intake.finding ON part.submission_id = finding.submission_id AND part.part = finding.part
WHERE
    part.league_code = :league_code
    AND part.period = :period
    AND part.part = :part
    AND part.verdict = 'refused'
    AND finding.rule_id = :rule_id
    AND finding.severity = 'error'
    AND NOT EXISTS (
        SELECT FROM intake.submission AS again
        WHERE again.again_of = part.submission_id
    )
    AND NOT EXISTS (
        SELECT FROM intake.part AS later
        WHERE
            later.league_code = part.league_code
            AND later.return_kind = part.return_kind
            AND later.period = part.period
            AND later.part = part.part
            AND later.verdict <> 'refused'
            AND later.withdrawn_at IS NULL
            AND later.submission_id > part.submission_id
    )
ORDER BY part.submission_id
