-- How many findings each rule ever raised, by severity and organisation.
SELECT
    finding.rule_id AS rule,
    finding.severity,
    coalesce(
        rpad(left(coalesce(submission.league_code, submission.folder), :digits), 6, '0'),
        'unassigned'
    ) AS league,
    count(*) AS value
FROM intake.finding AS finding
INNER JOIN intake.submission AS submission ON finding.submission_id = submission.submission_id
GROUP BY 1, 2, 3
