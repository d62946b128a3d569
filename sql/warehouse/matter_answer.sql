CREATE VIEW warehouse.matter_answer_history AS
SELECT
    matter_id,
    year,
    wording,
    handler_zh,
    state,
    reply,
    replied_on,
    answered_at AS known_from,
    answered_by,
    lead(answered_at) OVER (PARTITION BY matter_id ORDER BY answered_at) AS known_until
FROM intake.matter_answer;

CREATE VIEW warehouse.matter_answer AS
SELECT * FROM warehouse.matter_answer_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.matter_answer_as_of(moment timestamptz) RETURNS SETOF warehouse.matter_answer
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.matter_answer_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.matter_answer_history IS
'Every answer of the department to what leagues suggested, with the time in which it was the last one';
COMMENT ON VIEW warehouse.matter_answer IS 'The department''s last answer to each matter that leagues suggested';
COMMENT ON FUNCTION warehouse.matter_answer_as_of IS 'warehouse.matter_answer as it was known at the moment';
COMMENT ON COLUMN warehouse.matter_answer_history.matter_id IS 'The matter, as in summary.suggestion_matter';
COMMENT ON COLUMN warehouse.matter_answer_history.year IS 'The year in which it was suggested';
COMMENT ON COLUMN warehouse.matter_answer_history.wording IS 'What was suggested, in the words that were answered';
COMMENT ON COLUMN warehouse.matter_answer_history.handler_zh IS 'The department that handles it';
COMMENT ON COLUMN warehouse.matter_answer_history.state IS
'done, under_way, planned, or declined: it cannot be done for now';
COMMENT ON COLUMN warehouse.matter_answer_history.reply IS 'What leagues are answered';
COMMENT ON COLUMN warehouse.matter_answer_history.replied_on IS 'The date of the answer';
COMMENT ON COLUMN warehouse.matter_answer_history.known_from IS 'From this moment on it was known';
COMMENT ON COLUMN warehouse.matter_answer_history.answered_by IS 'Who entered it';
COMMENT ON COLUMN warehouse.matter_answer_history.known_until IS
'Until just before this moment, when another took its place; blank: it is the last';
