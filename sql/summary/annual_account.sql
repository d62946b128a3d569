-- Each league's own account of each project: status, money and words by its latest quarter, figures by its
-- annual return.
WITH league AS (
    SELECT
        league_code,
        name_zh,
        in_region_sum,
        last_quarter
    FROM warehouse.league_year_as_of(:as_of)
    WHERE year = :year
),

latest AS (
    SELECT DISTINCT ON (league_code, project_no) *
    FROM warehouse.project_progress_as_of(:as_of)
    WHERE year = :year
    ORDER BY league_code ASC, project_no ASC, quarter DESC
),

completion AS (
    SELECT * FROM warehouse.project_completion_as_of(:as_of)
    WHERE year = :year
)

SELECT
    cast(:year AS integer) AS year,
    league.league_code,
    project.project_no,
    coalesce(latest.quarter >= league.last_quarter, FALSE)
    OR completion.project_no IS NOT NULL AS reporting,
    latest.period AS as_of_period,
    latest.status,
    latest.budget,
    latest.spent,
    completion.target,
    completion.completed,
    completion.rate,
    completion.account,
    latest.progress,
    latest.practice,
    league.in_region_sum,
    league.name_zh AS league_name_zh,
    project.name_zh AS project_name_zh,
    coalesce(latest.quarter >= league.last_quarter, FALSE) AS money_reporting
FROM reference.project AS project
CROSS JOIN league
LEFT JOIN latest ON project.project_no = latest.project_no AND league.league_code = latest.league_code
LEFT JOIN completion
    ON project.project_no = completion.project_no AND league.league_code = completion.league_code
WHERE project.project_no > 0
