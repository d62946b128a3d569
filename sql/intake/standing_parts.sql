-- The accepted parts of a submission that are not withdrawn.
SELECT
    part.part_id,
    part.submission_id,
    part.league_code,
    part.return_kind,
    part.period,
    part.part,
    part.verdict,
    part_standing.state
FROM intake.part
INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
WHERE
    part.submission_id = :submission_id
    AND part_standing.state NOT IN ('refused', 'withdrawn')
ORDER BY part.part
