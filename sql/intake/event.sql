-- Moves, in the order given.
INSERT INTO intake.event (submission_id, part, at, verb, from_state, to_state, actor, reason, detail)
SELECT
    given.submission_id,
    given.part,
    given.at,
    given.verb,
    given.from_state,
    given.to_state,
    given.actor,
    given.reason,
    given.detail
FROM jsonb_populate_recordset(cast(NULL AS intake.event), :moves) WITH ORDINALITY AS given
ORDER BY given.ordinality
