-- The whole action says of a target of this year what annual_target says.
WITH action AS (
    SELECT * FROM summary.action_target
    WHERE year = :year AND last_year = :year
),

annual AS (
    SELECT * FROM summary.annual_target
    WHERE year = :year
)

SELECT
    coalesce(action.target_id, annual.target_id) AS target_id,
    coalesce(action.league_code, annual.league_code) AS league_code,
    action.goal,
    annual.goal AS goal_of_year,
    action.actual,
    annual.actual AS actual_of_year,
    action.standing,
    annual.standing AS standing_of_year
FROM action
FULL JOIN annual
    ON action.target_id = annual.target_id AND action.league_code = annual.league_code
WHERE
    action.goal IS DISTINCT FROM annual.goal
    OR action.actual IS DISTINCT FROM annual.actual
    OR (action.basis IN ('stock_by', 'cumulative') AND action.standing <> annual.standing)
