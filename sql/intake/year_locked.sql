-- The lock of a year, unless it is open for the league at that moment.
SELECT year_lock.locked_at
FROM intake.year_lock
WHERE
    year_lock.year = :year
    AND year_lock.locked_at <= :moment
    AND NOT EXISTS (
        SELECT 1
        FROM intake.year_opening
        WHERE
            year_opening.year = year_lock.year
            AND (year_opening.league_code IS NULL OR year_opening.league_code = :league_code)
            AND year_opening.open_from <= :moment
            AND year_opening.open_until > :moment
    )
