-- The years of which something is accepted.
SELECT DISTINCT owed.year
FROM intake.part
INNER JOIN intake.part_validity ON part.part_id = part_validity.part_id
INNER JOIN reference.expected_return AS owed
    ON
        part.league_code = owed.league_code
        AND part.return_kind = owed.return_kind
        AND part.period = owed.period
WHERE part_validity.known_until IS NULL
ORDER BY owed.year
