DROP VIEW IF EXISTS intake.part_standing CASCADE;

CREATE VIEW intake.part_standing AS
SELECT
    part.part_id,
    standing.state,
    CASE
        WHEN standing.state IN ('refused', 'withdrawn', 'superseded', 'held') THEN standing.state
        WHEN
            EXISTS (
                SELECT FROM intake.open_warning
                WHERE
                    open_warning.submission_id = part.submission_id
                    AND open_warning.part = part.part
            )
            THEN 'accepted_with_warnings'
        ELSE 'accepted'
    END AS verdict_now
FROM intake.part
-- Not by a WITH: who asks for a few parts would wait until all there are have been looked at.
CROSS JOIN
    LATERAL (
        VALUES (
            CASE
                WHEN part.verdict = 'refused' THEN 'refused'
                WHEN part.withdrawn_at IS NOT NULL THEN 'withdrawn'
                WHEN
                    EXISTS (
                        SELECT FROM intake.part_validity
                        WHERE part_validity.part_id = part.part_id AND part_validity.known_until IS NULL
                    )
                    THEN part.verdict
                WHEN
                    part.counts_from IS NULL
                    AND NOT EXISTS (
                        SELECT FROM intake.part AS later
                        WHERE
                            later.league_code = part.league_code
                            AND later.return_kind = part.return_kind
                            AND later.period = part.period
                            AND later.part = part.part
                            AND later.verdict <> 'refused'
                            AND later.withdrawn_at IS NULL
                            AND (later.decided_at, later.submission_id)
                            > (part.decided_at, part.submission_id)
                    )
                    THEN 'held'
                ELSE 'superseded'
            END
        )
    ) AS standing (state);

COMMENT ON VIEW intake.part_standing IS 'What counts now of each part';
COMMENT ON COLUMN intake.part_standing.part_id IS 'The part';
COMMENT ON COLUMN intake.part_standing.state IS
'refused, withdrawn, superseded, held, or its verdict where it is in force';
COMMENT ON COLUMN intake.part_standing.verdict_now IS
'The same, where it is in force by what is open now: warnings of the SQL rules, too';
