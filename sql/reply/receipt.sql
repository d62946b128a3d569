-- Submissions, in the order of their numbers given, and what is known of the returns that they belong to.
SELECT
    submission.sent_as AS file,
    submission.file_name,
    submission.folder,
    submission.submission_id,
    submission.sha256,
    arrival.arrived_at,
    submission.league_code,
    league.name_zh AS league_zh,
    submission.return_kind,
    submission.period,
    verdict_now.verdict,
    submission.duplicate_of,
    submission.again_of,
    submission.reported_on,
    submission.revision_reason,
    submission.template_version,
    status.due_at,
    status.effective_due_at,
    status.timeliness,
    status.versions,
    status.outstanding
FROM intake.submission
INNER JOIN intake.verdict_now ON submission.submission_id = verdict_now.submission_id
INNER JOIN intake.arrival ON submission.submission_id = arrival.submission_id
LEFT JOIN reference.league ON submission.league_code = league.league_code
-- Of this return alone: joined, the status of every return there is would be worked out (OFFSET keeps it so).
LEFT JOIN LATERAL (
    SELECT return_status.*
    FROM warehouse.return_status
    WHERE
        return_status.league_code = submission.league_code
        AND return_status.return_kind = submission.return_kind
        AND return_status.period = submission.period
    OFFSET 0 -- noqa: AM09
) AS status ON TRUE
WHERE submission.submission_id = any(cast(:submission_ids AS bigint[]))
ORDER BY array_position(cast(:submission_ids AS bigint[]), submission.submission_id)
