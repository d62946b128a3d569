INSERT INTO intake.year_opening (year, league_code, open_from, open_until, actor, reason)
SELECT
    year,
    :league_code AS league_code,
    :at AS open_from,
    :until AS open_until,
    :actor AS actor,
    :reason AS reason
FROM intake.year_lock
WHERE year = :year
