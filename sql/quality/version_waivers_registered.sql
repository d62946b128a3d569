-- No version in force rests on a waiver that the register lacks.
SELECT DISTINCT
    version.league_code,
    version.period,
    version.part,
    version.submission_id,
    finding.waiver_id
FROM warehouse.version_in_force AS version
INNER JOIN warehouse.finding AS finding
    ON version.submission_id = finding.submission_id AND version.part = finding.part
LEFT JOIN reference.waiver AS waiver ON finding.waiver_id = waiver.waiver_id
WHERE
    version.year = :year
    AND version.known_until IS NULL
    AND finding.waiver_id IS NOT NULL
    AND waiver.waiver_id IS NULL
