-- The versions in force that the month's note rests on.
SELECT
    version.period,
    version.league_code,
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
WHERE version.period = :period AND version.feeds IN ('enterprises', 'events')
