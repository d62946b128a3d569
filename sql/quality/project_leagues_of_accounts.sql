-- How many leagues report on a project, how far they are, and how many give a budget and a spend, is what
-- their accounts say.
WITH account AS (
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
    account.expected,
    project.leagues_reporting,
    account.reporting,
    project.completed_leagues,
    account.completed,
    project.under_way_leagues,
    account.under_way,
    project.not_started_leagues,
    account.not_started,
    project.budget_leagues,
    account.budgeting,
    project.spent_leagues,
    account.spending,
    project.execution_leagues,
    account.executing
FROM summary.annual_project AS project
LEFT JOIN account ON project.project_no = account.project_no
WHERE
    project.year = :year
    AND (
        project.leagues_expected <> coalesce(account.expected, 0)
        OR project.leagues_reporting <> coalesce(account.reporting, 0)
        OR project.completed_leagues <> coalesce(account.completed, 0)
        OR project.under_way_leagues <> coalesce(account.under_way, 0)
        OR project.not_started_leagues <> coalesce(account.not_started, 0)
        OR project.budget_leagues <> coalesce(account.budgeting, 0)
        OR project.spent_leagues <> coalesce(account.spending, 0)
        OR project.execution_leagues <> coalesce(account.executing, 0)
    )
