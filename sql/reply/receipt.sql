-- A submission, and what is known of the return that it belongs to.
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
LEFT JOIN warehouse.return_status AS status
    ON
        submission.league_code = status.league_code
        AND submission.return_kind = status.return_kind
        AND submission.period = status.period
WHERE submission.submission_id = :submission_id
