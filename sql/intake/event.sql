INSERT INTO intake.event (submission_id, part, at, verb, from_state, to_state, actor, reason, detail)
VALUES (:submission_id, :part, :at, :verb, :from_state, :to_state, :actor, :reason, :detail)
