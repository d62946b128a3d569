-- A submission as it stands, with its return's timeliness and the files sent before and after it.
SELECT
    submission.*,
    league.name_zh,
    league.name_en,
    status.timeliness,
    status.due_at,
    status.effective_due_at,
    status.outstanding,
    (
        SELECT max(earlier.submission_id)
        FROM intake.submission AS earlier
        WHERE
            earlier.league_code = submission.league_code
            AND earlier.period = submission.period
            AND (earlier.arrived_at, earlier.submission_id)
            < (submission.arrived_at, submission.submission_id)
    ) AS before_id,
    (
        SELECT min(later.submission_id)
        FROM intake.submission AS later
        WHERE
            later.league_code = submission.league_code
            AND later.period = submission.period
            AND (later.arrived_at, later.submission_id)
            > (submission.arrived_at, submission.submission_id)
    ) AS after_id
FROM intake.submission
LEFT JOIN reference.league ON submission.league_code = league.league_code
LEFT JOIN warehouse.return_status AS status
    ON
        submission.league_code = status.league_code
        AND submission.return_kind = status.return_kind
        AND submission.period = status.period
WHERE submission.submission_id = :submission_id
