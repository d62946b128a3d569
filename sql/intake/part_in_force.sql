-- The version of one part of one return that is in force.
SELECT
    part.part_id,
    part.submission_id,
    part.verdict
FROM intake.part
INNER JOIN intake.part_validity ON part.part_id = part_validity.part_id
WHERE
    part_validity.known_until IS NULL
    AND part.league_code = :league_code
    AND part.return_kind = :return_kind
    AND part.period = :period
    AND part.part = :part
