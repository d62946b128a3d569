-- A league's warnings in annual_reporting are the warnings in annual_finding.
SELECT
    said.league_code,
    said.warnings,
    count(finding.place) AS open_findings
FROM summary.annual_reporting AS said
LEFT JOIN summary.annual_finding AS finding
    ON
        said.year = finding.year
        AND said.league_code = finding.league_code
        AND finding.severity = 'warning'
WHERE said.year = :year
GROUP BY said.league_code, said.warnings
HAVING said.warnings <> count(finding.place)
