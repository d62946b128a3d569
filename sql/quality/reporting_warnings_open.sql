-- A league's warnings in annual_reporting are the warnings in annual_finding.
SELECT
    built.league_code,
    built.warnings,
    count(finding.place) AS open_findings
FROM summary.annual_reporting AS built
LEFT JOIN summary.annual_finding AS finding
    ON
        built.year = finding.year
        AND built.league_code = finding.league_code
        AND finding.severity = 'warning'
WHERE built.year = :year
GROUP BY built.league_code, built.warnings
HAVING built.warnings <> count(finding.place)
