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
    SELECT DISTINCT ON (progress.league_code, progress.project_no)
        progress.*,
        progress.quarter >= league.last_quarter AS is_new
    FROM warehouse.project_progress_as_of(:as_of) AS progress
    INNER JOIN league ON progress.league_code = league.league_code
    WHERE progress.year = :year
    ORDER BY progress.league_code ASC, progress.project_no ASC, progress.quarter DESC
),

completion AS (
    SELECT * FROM warehouse.project_completion_as_of(:as_of)
    WHERE year = :year
)

SELECT
    cast(:year AS integer) AS year,
    league.league_code,
    project.project_no,
    latest.is_new IS TRUE OR completion.project_no IS NOT NULL AS reporting,
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
    latest.is_new IS TRUE AS progress_reporting,
    latest.is_new IS TRUE AND latest.budget IS NOT NULL AS budget_reporting,
    latest.is_new IS TRUE AND latest.spent IS NOT NULL AS spent_reporting
FROM reference.project AS project
CROSS JOIN league
LEFT JOIN latest ON project.project_no = latest.project_no AND league.league_code = latest.league_code
LEFT JOIN completion
    ON project.project_no = completion.project_no AND league.league_code = completion.league_code
WHERE project.project_no > 0
