-- The tables rest on the versions that are in force now: nothing came, or was withdrawn, since.
WITH known AS (
    SELECT
        league_code,
        period,
        part,
        submission_id,
        known_from
    FROM warehouse.version_in_force
    WHERE year <= :year AND known_until IS NULL
),

built AS (
    SELECT * FROM summary.annual_submission
    WHERE year = :year
)

SELECT
    coalesce(known.league_code, built.league_code) AS league_code,
    coalesce(known.period, built.period) AS period,
    coalesce(known.part, built.part) AS part,
    built.submission_id,
    known.submission_id AS in_force_now,
    known.known_from
FROM known
FULL JOIN built
    ON
        known.league_code = built.league_code
        AND known.period = built.period
        AND known.part = built.part
WHERE
    known.submission_id IS DISTINCT FROM built.submission_id
    OR known.known_from IS DISTINCT FROM built.known_from
