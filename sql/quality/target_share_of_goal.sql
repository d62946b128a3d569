-- share_reached is actual / goal, rounded down.
SELECT
    target_id,
    league_code,
    actual,
    goal,
    share_reached
FROM summary.annual_target
WHERE year = :year AND share_reached IS DISTINCT FROM trunc(actual / nullif(goal, 0), 4)
