-- What was refused, held or withdrawn is not in force.
SELECT
    version.league_code,
    version.period,
    version.part,
    version.submission_id,
    part.verdict,
    part.withdrawn_at
FROM warehouse.version_in_force AS version
INNER JOIN intake.part AS part ON version.part_id = part.part_id
WHERE
    version.year = :year
    AND (
        part.verdict = 'refused'
        OR part.counts_from IS NULL
        OR (part.withdrawn_at IS NOT NULL AND version.known_until IS NULL)
    )
