-- The targets of a year as the annual tables have them.
SELECT *
FROM summary.annual_target
WHERE year = :year
ORDER BY project_no, target_id, league_code
