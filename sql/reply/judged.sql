-- The submissions that have a verdict, so a reply; some by number, or all.
SELECT
    submission_id,
    folder,
    league_code
FROM intake.submission
WHERE
    state <> 'received'
    AND (
        cast(:submission_ids AS bigint[]) IS NULL
        OR submission_id = any(cast(:submission_ids AS bigint[]))
    )
ORDER BY submission_id
