-- The latest submissions by the arrival that counts, filtered by league, period and verdict; a blank filter
-- lets everything through.
SELECT
    submission.submission_id,
    submission.file_name,
    coalesce(submission.league_code, submission.folder) AS league_code,
    submission.return_kind,
    submission.period,
    arrival.arrived_at,
    verdict_now.verdict AS state,
    count(*) OVER () AS matching
FROM intake.submission
INNER JOIN intake.verdict_now ON submission.submission_id = verdict_now.submission_id
INNER JOIN intake.arrival ON submission.submission_id = arrival.submission_id
WHERE
    (:league_code = '' OR coalesce(submission.league_code, submission.folder) = :league_code)
    AND (:period = '' OR submission.period = :period)
    AND (:verdict = '' OR verdict_now.verdict = :verdict)
ORDER BY arrival.arrived_at DESC, submission.submission_id DESC
LIMIT :page_size OFFSET :skipped
