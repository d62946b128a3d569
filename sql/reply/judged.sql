-- The submissions with a verdict, so with a reply: by number, or judged since a moment, or all.
SELECT
    submission.submission_id,
    submission.folder,
    submission.league_code,
    submission.submission_id IN (
        SELECT again.again_of FROM intake.submission AS again
        WHERE again.again_of IS NOT NULL
    ) AS is_taken_up
FROM intake.submission
WHERE
    submission.state <> 'received'
    AND (
        cast(:submission_ids AS bigint[]) IS NULL
        OR submission.submission_id = any(cast(:submission_ids AS bigint[]))
    )
    AND (
        cast(:moment AS timestamptz) IS NULL
        OR EXISTS (
            SELECT 1
            FROM intake.event
            WHERE
                event.submission_id = submission.submission_id
                AND event.part IS NULL
                AND event.verb = 'judge'
                AND event.recorded_at >= cast(:moment AS timestamptz)
        )
    )
ORDER BY submission.submission_id
