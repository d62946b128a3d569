UPDATE intake.part SET held = TRUE
WHERE submission_id = :submission_id AND part = :part
