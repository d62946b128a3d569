-- Of the versions that were accepted and not withdrawn, the one that was decided last is in force.
WITH latest AS (
    SELECT DISTINCT ON (part.league_code, part.return_kind, part.period, part.part)
        part.league_code,
        part.period,
        part.part,
        part.part_id,
        part.submission_id,
        part.decided_at
    FROM intake.part
    INNER JOIN reference.period ON part.period = period.period
    WHERE period.year = :year AND part.verdict <> 'refused' AND part.withdrawn_at IS NULL
    ORDER BY
        part.league_code ASC, part.return_kind ASC, part.period ASC, part.part ASC,
        part.decided_at DESC, part.submission_id DESC, part.part_id DESC
)

SELECT
    latest.league_code,
    latest.period,
    latest.part,
    latest.submission_id,
    latest.decided_at
FROM latest
WHERE
    NOT EXISTS (
        SELECT FROM warehouse.version_in_force AS version
        WHERE version.part_id = latest.part_id AND version.known_until IS NULL
    )
