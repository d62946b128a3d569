UPDATE intake.submission SET state = :state
WHERE submission_id = :submission_id
