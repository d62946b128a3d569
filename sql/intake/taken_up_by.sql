-- The submissions that took up a submission's file again.
SELECT submission_id
FROM intake.submission
WHERE again_of = :submission_id
ORDER BY submission_id
