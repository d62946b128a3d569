-- When each accepted version of the parts of one return was in force: at any moment, of those that count by
-- then and are not withdrawn, the one that counts from last; of those of one moment, that of the later
-- submission. The others of that moment were in force for no time, and are in the history so. What is held
-- counts from its release.
WITH sent AS (
    SELECT
        part_id,
        submission_id,
        part,
        verdict,
        counts_from,
        coalesce(withdrawn_at, 'infinity') AS ends_at
    FROM intake.part
    WHERE
        league_code = :league_code
        AND return_kind = :return_kind
        AND period = :period
),

version AS (
    SELECT sent.*
    FROM sent
    WHERE sent.verdict <> 'refused' AND sent.counts_from IS NOT NULL
),

change AS (
    SELECT
        part,
        counts_from AS starts_at
    FROM version
    UNION
    SELECT
        part,
        ends_at AS starts_at
    FROM version
    WHERE ends_at < 'infinity'
),

stretch AS (
    SELECT
        part,
        starts_at,
        lead(starts_at) OVER (PARTITION BY part ORDER BY starts_at) AS until
    FROM change
),

in_force AS (
    SELECT DISTINCT ON (stretch.part, stretch.starts_at)
        version.part_id,
        version.part,
        stretch.starts_at,
        stretch.until
    FROM stretch
    INNER JOIN
        version
        ON
            stretch.part = version.part
            AND stretch.starts_at >= version.counts_from
            AND stretch.starts_at < version.ends_at
    ORDER BY
        stretch.part ASC,
        stretch.starts_at ASC,
        version.counts_from DESC,
        version.submission_id DESC,
        version.part_id DESC
),

numbered AS (
    SELECT
        in_force.*,
        row_number() OVER (PARTITION BY in_force.part ORDER BY in_force.starts_at)
        - row_number() OVER (PARTITION BY in_force.part_id ORDER BY in_force.starts_at) AS spell
    FROM in_force
),

wanted AS (
    SELECT
        part_id,
        min(starts_at) AS known_from,
        nullif(max(coalesce(until, 'infinity')), 'infinity') AS known_until
    FROM numbered
    GROUP BY part_id, spell
    UNION ALL
    SELECT
        version.part_id,
        version.counts_from AS known_from,
        version.counts_from AS known_until
    FROM version
    LEFT JOIN in_force ON version.part_id = in_force.part_id AND version.counts_from = in_force.starts_at
    WHERE in_force.part_id IS NULL
),

outdated AS (
    DELETE FROM intake.part_validity
    WHERE
        part_id IN (SELECT sent.part_id FROM sent)
        AND (part_id, known_from) NOT IN (SELECT
            wanted.part_id,
            wanted.known_from
        FROM wanted)
)

INSERT INTO intake.part_validity (part_id, known_from, known_until)
SELECT
    part_id,
    known_from,
    known_until
FROM wanted
ON CONFLICT (
    part_id, known_from) DO UPDATE SET known_until = excluded.known_until
WHERE part_validity.known_until IS DISTINCT FROM excluded.known_until
