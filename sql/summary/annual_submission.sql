-- The versions in force that the year's tables rest on; targets add up the years before it too.
SELECT
    cast(:year AS integer) AS year,
    version.league_code,
    version.period,
    version.part,
    version.submission_id,
    version.source_file,
    accepted.sha256,
    accepted.arrived_at,
    version.known_from,
    league.name_zh AS league_name_zh
FROM warehouse.version_in_force_as_of(:as_of) AS version
INNER JOIN warehouse.accepted_part_as_of(:as_of) AS accepted
    ON version.submission_id = accepted.submission_id AND version.part = accepted.part
INNER JOIN reference.league AS league ON version.league_code = league.league_code
WHERE
    version.year <= :year
    AND version.return_kind IN (
        SELECT owed.return_kind FROM reference.expected_return AS owed
        WHERE owed.in_annual_set
    )
