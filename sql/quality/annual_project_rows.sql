-- Each project of the plan has one row, and nothing else has one.
WITH given AS (
    SELECT
        project_no,
        count(*) AS times
    FROM summary.annual_project
    WHERE year = :year
    GROUP BY project_no
),

wanted AS (
    SELECT project_no FROM reference.project
    WHERE project_no > 0
)

SELECT
    coalesce(wanted.project_no, given.project_no) AS project_no,
    given.times
FROM wanted
FULL JOIN given ON wanted.project_no = given.project_no
WHERE wanted.project_no IS NULL OR given.times IS DISTINCT FROM 1
