-- When the sweep first saw each file that lies in the inbox, and whether it is a submission that could not
-- leave.
SELECT
    sighting.inbox_path,
    sighting.first_seen_at,
    submission.submission_id IS NOT NULL AS is_received
FROM intake.sighting
LEFT JOIN intake.submission
    ON sighting.inbox_path = submission.inbox_path
