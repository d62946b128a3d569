-- Files that lay in no league's folder and do not say whose they are, and were not taken up again since.
SELECT
    'submission ' || submission.submission_id AS subject,
    submission.sent_as AS detail
FROM intake.submission
WHERE
    submission.league_code IS NULL
    AND submission.folder IS NULL
    AND submission.state IN ('unreadable', 'rejected')
    AND submission.received_at > cast(:moment AS timestamptz) - :threshold * interval '1 day'
    AND NOT EXISTS (
        SELECT 1
        FROM intake.submission AS again
        WHERE again.again_of = submission.submission_id
    )
ORDER BY submission.submission_id
