-- How many files are in each state now, by the organisation whose they are.
SELECT
    state,
    coalesce(rpad(left(coalesce(league_code, folder), :digits), 6, '0'), 'unassigned') AS league,
    count(*) AS value
FROM intake.submission
GROUP BY 1, 2
