-- The targets of the whole action as the tables of a year have them.
SELECT *
FROM summary.action_target
WHERE year = :year
ORDER BY project_no, target_id, league_code
