UPDATE intake.submission SET inbox_path = NULL
WHERE submission_id = :submission_id
