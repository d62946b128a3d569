INSERT INTO intake.matter_answer (
    matter_id, year, wording, handler_zh, state, reply, replied_on, answered_at, answered_by
)
VALUES (
    :matter_id, :year, :wording, :handler_zh, :state, :reply, :replied_on, :answered_at, :answered_by
)
