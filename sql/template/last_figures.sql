-- A league's latest accepted figure of each indicator, within some quarters.
SELECT DISTINCT ON (indicator_code)
    indicator_code,
    period,
    figure,
    year_to_date,
    known_from
FROM warehouse.indicator_value
WHERE
    league_code = :league_code
    AND period BETWEEN :first_period AND :last_period
ORDER BY indicator_code ASC, period DESC
