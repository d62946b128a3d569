-- The submissions of which something is in force that passed by the waiver, each with its year.
SELECT DISTINCT
    version.submission_id,
    version.year
FROM warehouse.version_in_force AS version
INNER JOIN intake.finding AS finding ON version.submission_id = finding.submission_id
WHERE version.known_until IS NULL AND finding.waiver_id = :waiver_id
ORDER BY version.submission_id
