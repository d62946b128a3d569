-- Years are met one by one of each_year and stock, and only of these.
SELECT
    target_id,
    league_code,
    basis,
    years_met
FROM summary.action_target
WHERE year = :year AND (years_met IS NOT NULL) <> (basis IN ('each_year', 'stock'))
