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

said AS (
    SELECT * FROM summary.annual_submission
    WHERE year = :year
)

SELECT
    coalesce(known.league_code, said.league_code) AS league_code,
    coalesce(known.period, said.period) AS period,
    coalesce(known.part, said.part) AS part,
    said.submission_id,
    known.submission_id AS in_force_now,
    known.known_from
FROM known
FULL JOIN said
    ON
        known.league_code = said.league_code
        AND known.period = said.period
        AND known.part = said.part
WHERE
    known.submission_id IS DISTINCT FROM said.submission_id
    OR known.known_from IS DISTINCT FROM said.known_from
