-- Files whose league could not be told, or was told twice; not those that got in when they came again.
SELECT
    submission.submission_id,
    submission.file_name,
    submission.folder,
    submission.league_code,
    arrival.arrived_at,
    submission.state
FROM intake.submission
INNER JOIN intake.arrival ON submission.submission_id = arrival.submission_id
WHERE
    submission.state NOT IN ('received', 'duplicate', 'attachment')
    AND (
        submission.league_code IS NULL
        OR EXISTS (
            SELECT FROM intake.finding
            WHERE
                finding.submission_id = submission.submission_id
                AND finding.rule_id IN ('league_conflict', 'league_unknown')
                AND finding.resolved_at IS NULL
        )
    )
    AND NOT EXISTS (
        SELECT FROM intake.submission AS again
        WHERE
            again.sha256 = submission.sha256
            AND again.state IN ('partly_accepted', 'accepted', 'accepted_with_warnings')
    )
ORDER BY arrival.arrived_at DESC, submission.submission_id DESC
