-- What was judged within the last day, but not only just: its reply must lie there.
SELECT
    submission.submission_id,
    submission.file_name,
    submission.folder,
    submission.league_code
FROM intake.submission
WHERE
    EXISTS (
        SELECT 1
        FROM intake.event
        WHERE
            event.submission_id = submission.submission_id
            AND event.part IS NULL
            AND event.verb = 'judge'
            AND event.recorded_at > cast(:moment AS timestamptz) - interval '1 day'
            AND event.recorded_at <= cast(:moment AS timestamptz) - :threshold * interval '1 minute'
    )
ORDER BY submission.submission_id
