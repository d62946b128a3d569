INSERT INTO intake.arrival_correction (submission_id, arrived_at, corrected_at, actor, reason)
VALUES (:submission_id, :arrived_at, :at, :actor, :reason)
