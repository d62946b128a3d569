-- A matter is answered wholly or not at all.
SELECT
    matter_id,
    state,
    handler_zh,
    reply,
    replied_on
FROM summary.suggestion_matter
WHERE year = :year AND num_nulls(state, handler_zh, reply, replied_on) NOT IN (0, 4)
