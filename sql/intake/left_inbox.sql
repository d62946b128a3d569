-- A submission's file has left the inbox: its name is free, and the next file of that name is seen anew.
WITH claim AS (
    SELECT inbox_path FROM intake.submission
    WHERE submission_id = :submission_id
),

forgotten AS (
    DELETE FROM intake.sighting
    WHERE inbox_path IN (SELECT claim.inbox_path FROM claim)
)

UPDATE intake.submission SET inbox_path = NULL
WHERE submission_id = :submission_id
