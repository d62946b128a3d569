-- How many leagues report on a project, how far they are, and how many give a budget and a spend, is what
-- their accounts say.
WITH told AS (
    SELECT
        project_no,
        count(*) AS expected,
        count(*) FILTER (WHERE reporting) AS reporting,
        count(*) FILTER (WHERE status = '已完成') AS completed,
        count(*) FILTER (WHERE status = '推进中') AS under_way,
        count(*) FILTER (WHERE status = '未启动') AS not_started,
        count(budget) FILTER (WHERE progress_reporting) AS budgeting,
        count(spent) FILTER (WHERE progress_reporting) AS spending,
        count(budget + spent) FILTER (WHERE progress_reporting) AS executing
    FROM summary.annual_account
    WHERE year = :year AND in_region_sum
    GROUP BY project_no
)

SELECT
    project.project_no,
    project.leagues_expected,
    told.expected,
    project.leagues_reporting,
    told.reporting,
    project.completed_leagues,
    told.completed,
    project.under_way_leagues,
    told.under_way,
    project.not_started_leagues,
    told.not_started,
    project.budget_leagues,
    told.budgeting,
    project.spent_leagues,
    told.spending,
    project.execution_leagues,
    told.executing
FROM summary.annual_project AS project
LEFT JOIN told ON project.project_no = told.project_no
WHERE
    project.year = :year
    AND (
        project.leagues_expected <> coalesce(told.expected, 0)
        OR project.leagues_reporting <> coalesce(told.reporting, 0)
        OR project.completed_leagues <> coalesce(told.completed, 0)
        OR project.under_way_leagues <> coalesce(told.under_way, 0)
        OR project.not_started_leagues <> coalesce(told.not_started, 0)
        OR project.budget_leagues <> coalesce(told.budgeting, 0)
        OR project.spent_leagues <> coalesce(told.spending, 0)
        OR project.execution_leagues <> coalesce(told.executing, 0)
    )
