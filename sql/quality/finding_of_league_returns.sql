-- What annual_finding calls open is in the warehouse, of that league and period, and not resolved.
SELECT
    said.place,
    said.league_code,
    said.period,
    said.submission_id,
    said.rule_id
FROM summary.annual_finding AS said
WHERE
    said.year = :year
    AND NOT EXISTS (
        SELECT FROM warehouse.finding AS finding
        WHERE
            finding.submission_id = said.submission_id
            AND finding.rule_id = said.rule_id
            AND finding.league_code = said.league_code
            AND finding.period = said.period
            AND finding.severity = said.severity
            AND finding.resolved_at IS NULL
    )
