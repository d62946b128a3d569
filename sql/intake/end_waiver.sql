UPDATE reference.waiver
SET valid_to = :valid_to
WHERE waiver_id = :waiver_id
