-- The waivers that operators have decided for a league's period.
SELECT waiver_id
FROM reference.waiver
WHERE league_code = :league_code AND period = :period AND decided_at IS NOT NULL
