UPDATE intake.part SET released_at = :at
WHERE submission_id = :submission_id AND part = :part
