-- The submissions with a verdict that may be judged again, in order of arrival: nothing of them was
-- withdrawn, and no later one stands for any of their parts; by number, rule, league or period.
WITH later_stands AS (
    SELECT DISTINCT earlier.part_id
    FROM intake.part AS earlier
    INNER JOIN intake.submission AS sent ON earlier.submission_id = sent.submission_id
    INNER JOIN intake.part AS later
        ON
            earlier.league_code = later.league_code
            AND earlier.return_kind = later.return_kind
            AND earlier.period = later.period
            AND earlier.part = later.part
            AND later.verdict <> 'refused'
            AND later.withdrawn_at IS NULL
    INNER JOIN intake.submission AS sent_later ON later.submission_id = sent_later.submission_id
    WHERE (sent_later.arrived_at, later.submission_id) > (sent.arrived_at, earlier.submission_id)
)

SELECT
    submission.submission_id,
    submission.file_name,
    submission.sent_as,
    submission.folder,
    submission.sha256,
    submission.size_bytes,
    submission.arrived_at,
    submission.league_code,
    submission.return_kind,
    submission.period,
    submission.state
FROM intake.submission
WHERE
    submission.state NOT IN ('received', 'duplicate', 'attachment')
    AND NOT EXISTS (
        SELECT FROM intake.submission AS again
        WHERE again.again_of = submission.submission_id
    )
    AND NOT EXISTS (
        SELECT FROM intake.part
        WHERE
            part.submission_id = submission.submission_id
            AND (
                part.withdrawn_at IS NOT NULL
                OR part.part_id IN (SELECT later_stands.part_id FROM later_stands)
            )
    )
    AND (
        cast(:submission_ids AS bigint[]) IS NULL
        OR submission.submission_id = any(cast(:submission_ids AS bigint[]))
    )
    AND (
        cast(:rule_id AS text) IS NULL
        OR EXISTS (
            SELECT FROM intake.finding
            WHERE finding.submission_id = submission.submission_id AND finding.rule_id = :rule_id
        )
    )
    AND (cast(:league_code AS text) IS NULL OR submission.league_code = :league_code)
    AND (cast(:period AS text) IS NULL OR submission.period = :period)
ORDER BY submission.arrived_at, submission.submission_id
