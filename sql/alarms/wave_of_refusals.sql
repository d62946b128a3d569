-- Rules that within a day refused the returns of several leagues, but for what was judged again since.
SELECT
    finding.rule_id AS subject,
    string_agg(DISTINCT league.name_zh, '、') AS detail
FROM intake.finding
INNER JOIN intake.submission ON finding.submission_id = submission.submission_id
INNER JOIN reference.league ON coalesce(submission.league_code, submission.folder) = league.league_code
WHERE
    finding.severity = 'error'
    AND finding.resolved_at IS NULL
    AND finding.found_at > cast(:moment AS timestamptz) - interval '1 day'
    AND finding.found_at <= :moment
GROUP BY finding.rule_id
HAVING count(DISTINCT league.league_code) >= :threshold
ORDER BY finding.rule_id
