-- A league's rows of a kind of return as last accepted before a period, part by part, in the order of its
-- sheet.
WITH version AS (
    SELECT
        version.part_id,
        version.part,
        version.period,
        version.known_from,
        rank() OVER (PARTITION BY version.part ORDER BY period.sequence DESC) AS place
    FROM warehouse.version_in_force AS version
    INNER JOIN reference.period AS period ON version.period = period.period
    WHERE
        version.known_until IS NULL
        AND version.league_code = :league_code
        AND version.return_kind = :return_kind
        AND period.sequence < (
            SELECT asked.sequence FROM reference.period AS asked
            WHERE asked.period = :period
        )
)

SELECT
    version.part,
    version.period,
    version.known_from,
    reported.subject_code,
    reported.indicator_code,
    reported."values",
    reported.cells
FROM version
INNER JOIN intake.reported_row AS reported ON version.part_id = reported.part_id
WHERE version.place = 1 AND reported.subject_code IS NOT NULL
ORDER BY version.part, reported.row_no
