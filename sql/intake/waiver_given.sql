-- A waiver that an operator has given, with the year of its period.
SELECT
    waiver.league_code,
    waiver.period,
    waiver.valid_to,
    period.year
FROM reference.waiver AS waiver
INNER JOIN reference.period AS period ON waiver.period = period.period
WHERE waiver.waiver_id = :waiver_id AND waiver.decided_at IS NOT NULL
