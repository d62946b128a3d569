-- Files of submissions have left the inbox: their names are free, and the next files of those names are seen
-- anew.
WITH claim AS (
    SELECT inbox_path FROM intake.submission
    WHERE submission_id = any(cast(:submission_ids AS bigint[]))
),

forgotten AS (
    DELETE FROM intake.sighting
    WHERE inbox_path IN (SELECT claim.inbox_path FROM claim)
)

UPDATE intake.submission SET inbox_path = NULL
WHERE submission_id = any(cast(:submission_ids AS bigint[]))
