-- What was judged within the last day, but not only just: its reply must lie there. Not of a file that was
-- taken up again: that of the later number counts.
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
    AND NOT EXISTS (
        SELECT FROM intake.submission AS again
        WHERE again.again_of = submission.submission_id
    )
ORDER BY submission.submission_id
