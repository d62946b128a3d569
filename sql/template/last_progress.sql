-- What a league last reported, and was accepted, of each project, up to a quarter.
SELECT DISTINCT ON (project_no)
    project_no,
    period,
    status,
    progress,
    problems,
    advice,
    budget,
    spent,
    leader,
    person,
    until,
    known_from
FROM warehouse.project_progress
WHERE
    league_code = :league_code
    AND period <= :last_period
ORDER BY project_no ASC, period DESC
