-- Every return of a year: on time or not, its latest submission and what became of that, and what is open.
WITH latest AS (
    SELECT DISTINCT ON (submission.league_code, submission.return_kind, submission.period)
        submission.league_code,
        submission.return_kind,
        submission.period,
        submission.submission_id,
        verdict_now.verdict AS state
    FROM intake.submission
    INNER JOIN intake.verdict_now ON submission.submission_id = verdict_now.submission_id
    WHERE submission.state NOT IN ('duplicate', 'attachment')
    ORDER BY
        submission.league_code ASC, submission.return_kind ASC, submission.period ASC,
        submission.arrived_at DESC, submission.submission_id DESC
),

standing AS (
    SELECT
        latest.*,
        coalesce((
            SELECT bool_and(part.withdrawn_at IS NOT NULL)
            FROM intake.part
            WHERE part.submission_id = latest.submission_id AND part.verdict <> 'refused'
        ), FALSE) AS withdrawn,
        (
            SELECT count(*)
            FROM intake.finding
            WHERE
                finding.submission_id = latest.submission_id
                AND finding.severity = 'error'
                AND finding.resolved_at IS NULL
        ) AS open_errors
    FROM latest
)

SELECT
    status.league_code,
    league.name_zh,
    league.name_en,
    status.return_kind,
    status.period,
    status.timeliness,
    status.versions,
    status.warnings AS open_warnings,
    standing.submission_id,
    CASE WHEN standing.withdrawn THEN 'withdrawn' ELSE standing.state END AS state,
    coalesce(standing.open_errors, 0) AS open_errors
FROM warehouse.return_status AS status
INNER JOIN reference.league ON status.league_code = league.league_code
LEFT JOIN standing
    ON
        status.league_code = standing.league_code
        AND status.return_kind = standing.return_kind
        AND status.period = standing.period
WHERE status.year = :year
ORDER BY status.league_code, status.period
