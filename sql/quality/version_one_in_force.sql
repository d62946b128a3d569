-- At any moment one version of a part is in force, not two.
SELECT
    version.league_code,
    version.period,
    version.part,
    version.submission_id,
    other.submission_id AS other_submission_id,
    other.known_from
FROM warehouse.version_in_force AS version
INNER JOIN warehouse.version_in_force AS other
    ON
        version.league_code = other.league_code
        AND version.return_kind = other.return_kind
        AND version.period = other.period
        AND version.part = other.part
        AND version.part_id < other.part_id
        AND version.known_from < coalesce(other.known_until, 'infinity')
        AND other.known_from < coalesce(version.known_until, 'infinity')
WHERE version.year = :year
