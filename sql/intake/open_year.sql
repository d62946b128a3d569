INSERT INTO intake.year_opening (year, league_code, open_from, open_until, actor, reason)
SELECT
    year,
    :league_code,
    :at,
    :until,
    :actor,
    :reason
FROM intake.year_lock
WHERE year = :year
