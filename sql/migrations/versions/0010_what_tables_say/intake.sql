-- Of two versions accepted at one moment the earlier was in force for no time; it is in the history.
ALTER TABLE intake.part_validity DROP CONSTRAINT part_validity_check;
ALTER TABLE intake.part_validity ADD CONSTRAINT part_validity_check CHECK (known_from <= known_until);
COMMENT ON COLUMN intake.part_validity.known_until IS
'Until just before this moment; known_from itself: another was accepted at the same moment; blank: it is in force';

INSERT INTO intake.part_validity (part_id, known_from, known_until)
SELECT
    part.part_id,
    part.decided_at AS known_from,
    part.decided_at AS known_until
FROM intake.part
WHERE
    part.verdict <> 'refused'
    AND NOT EXISTS (
        SELECT FROM intake.part_validity AS validity
        WHERE validity.part_id = part.part_id AND validity.known_from = part.decided_at
    );
