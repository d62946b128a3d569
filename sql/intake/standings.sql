-- The accepted versions of a return's parts, and how each stands.
SELECT
    part.part_id,
    part.submission_id,
    part.part,
    part.verdict,
    part_standing.state
FROM intake.part
INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
WHERE
    part.league_code = :league_code
    AND part.return_kind = :return_kind
    AND part.period = :period
    AND part.verdict <> 'refused'
ORDER BY part.part_id
