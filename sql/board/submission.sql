-- A submission as it stands: its arrival and who corrected that, its return's timeliness, and the files of
-- the same return before and after it.
WITH sent AS (
    SELECT
        submission.submission_id,
        lag(submission.submission_id) OVER in_order AS before_id,
        lead(submission.submission_id) OVER in_order AS after_id
    FROM intake.submission AS asked
    INNER JOIN intake.submission
        ON asked.league_code = submission.league_code AND asked.period = submission.period
    INNER JOIN intake.arrival ON submission.submission_id = arrival.submission_id
    WHERE asked.submission_id = :submission_id
    WINDOW in_order AS (ORDER BY arrival.arrived_at, submission.submission_id)
),

correction AS (
    SELECT
        actor,
        reason
    FROM intake.arrival_correction
    WHERE submission_id = :submission_id
    ORDER BY corrected_at DESC, correction_id DESC
    LIMIT 1
)

SELECT
    submission.*,
    verdict_now.verdict,
    arrival.arrived_at AS counted_arrival,
    correction.actor AS corrected_by,
    correction.reason AS corrected_because,
    league.name_zh,
    league.name_en,
    status.timeliness,
    status.due_at,
    status.effective_due_at,
    status.outstanding,
    sent.before_id,
    sent.after_id
FROM intake.submission
INNER JOIN intake.verdict_now ON submission.submission_id = verdict_now.submission_id
INNER JOIN intake.arrival ON submission.submission_id = arrival.submission_id
LEFT JOIN correction ON TRUE
LEFT JOIN sent ON submission.submission_id = sent.submission_id
LEFT JOIN reference.league ON submission.league_code = league.league_code
LEFT JOIN warehouse.return_status AS status
    ON
        submission.league_code = status.league_code
        AND submission.return_kind = status.return_kind
        AND submission.period = status.period
WHERE submission.submission_id = :submission_id
