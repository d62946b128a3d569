-- Of the versions that were accepted, and neither held nor withdrawn, the one that counts from last is in
-- force.
WITH latest AS (
    SELECT DISTINCT ON (league_code, return_kind, period, part)
        league_code,
        period,
        part,
        part_id,
        submission_id,
        counts_from
    FROM intake.part
    WHERE
        left(period, 4) = cast(:year AS text)
        AND verdict <> 'refused'
        AND counts_from IS NOT NULL
        AND withdrawn_at IS NULL
    ORDER BY
        league_code ASC, return_kind ASC, period ASC, part ASC,
        counts_from DESC, submission_id DESC, part_id DESC
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
