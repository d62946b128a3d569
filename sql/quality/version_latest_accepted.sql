-- Of the versions that were accepted, and neither held nor withdrawn, the one that counts from last is in
-- force.
WITH latest AS (
    SELECT DISTINCT ON (part.league_code, part.return_kind, part.period, part.part)
        part.league_code,
        part.period,
        part.part,
        part.part_id,
        part.submission_id,
        part.counts_from
    FROM intake.part
    INNER JOIN reference.period ON part.period = period.period
    WHERE
        period.year = :year
        AND part.verdict <> 'refused'
        AND part.counts_from IS NOT NULL
        AND part.withdrawn_at IS NULL
    ORDER BY
        part.league_code ASC, part.return_kind ASC, part.period ASC, part.part ASC,
        part.counts_from DESC, part.submission_id DESC, part.part_id DESC
)

SELECT
    latest.league_code,
    latest.period,
    latest.part,
    latest.submission_id,
    latest.counts_from
FROM latest
WHERE
    NOT EXISTS (
        SELECT FROM warehouse.version_in_force AS version
        WHERE version.part_id = latest.part_id AND version.known_until IS NULL
    )
