-- Submissions that wait too long for their verdict.
SELECT
    'submission ' || submission_id AS subject,
    sent_as AS detail
FROM intake.submission
WHERE state = 'received' AND received_at <= cast(:moment AS timestamptz) - :threshold * interval '1 minute'
ORDER BY submission_id
