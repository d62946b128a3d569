-- What annual_finding calls open is in the warehouse, of that league and period, and not resolved.
SELECT
    built.place,
    built.league_code,
    built.period,
    built.submission_id,
    built.rule_id
FROM summary.annual_finding AS built
WHERE
    built.year = :year
    AND NOT EXISTS (
        SELECT FROM warehouse.finding AS finding
        WHERE
            finding.submission_id = built.submission_id
            AND finding.rule_id = built.rule_id
            AND finding.league_code = built.league_code
            AND finding.period = built.period
            AND finding.severity = built.severity
            AND finding.resolved_at IS NULL
    )
