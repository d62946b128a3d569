-- What a league still has to answer: warnings of versions in force or held, errors of parts that have none in
-- force.
WITH in_force AS (
    SELECT
        part.submission_id,
        part.league_code,
        part.return_kind,
        part.period,
        part.part
    FROM intake.part AS part
    INNER JOIN intake.part_validity AS validity ON part.part_id = validity.part_id
    WHERE validity.known_until IS NULL
)

SELECT
    finding.rule_id AS rule,
    finding.severity,
    rpad(left(submission.league_code, :digits), 6, '0') AS league,
    count(*) AS value
FROM intake.finding AS finding
INNER JOIN intake.submission AS submission ON finding.submission_id = submission.submission_id
WHERE
    finding.severity <> 'info'
    AND finding.explanation IS NULL
    AND finding.resolved_at IS NULL
    AND EXISTS (
        SELECT FROM intake.part AS part
        WHERE
            part.submission_id = finding.submission_id
            AND part.part = coalesce(finding.part, part.part)
            AND CASE
                WHEN part.verdict = 'refused'
                    THEN
                        NOT EXISTS (
                            SELECT FROM in_force
                            WHERE
                                in_force.league_code = part.league_code
                                AND in_force.return_kind = part.return_kind
                                AND in_force.period = part.period
                                AND in_force.part = part.part
                        )
                ELSE EXISTS (
                    SELECT FROM intake.part_standing
                    WHERE
                        part_standing.part_id = part.part_id
                        AND part_standing.state NOT IN ('superseded', 'withdrawn')
                )
            END
    )
GROUP BY 1, 2, 3
