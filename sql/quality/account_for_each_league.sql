-- Each league of the year has an account of each project, also where it says nothing.
WITH wanted AS (
    SELECT
        league.league_code,
        project.project_no
    FROM warehouse.league_year_as_of(now()) AS league
    CROSS JOIN reference.project AS project
    WHERE league.year = :year AND project.project_no > 0
),

account AS (
    SELECT * FROM summary.annual_account
    WHERE year = :year
)

SELECT
    coalesce(wanted.league_code, account.league_code) AS league_code,
    coalesce(wanted.project_no, account.project_no) AS project_no,
    account.league_code IS NULL AS lacking
FROM wanted
FULL JOIN account
    ON wanted.league_code = account.league_code AND wanted.project_no = account.project_no
WHERE wanted.league_code IS NULL OR account.league_code IS NULL
