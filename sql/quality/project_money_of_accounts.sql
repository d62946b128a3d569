-- A project's money is the sum of the accounts of the leagues that count in the region; its share of
-- execution is of those whose account of the last quarter gives both.
SELECT
    project.project_no,
    project.budget,
    sum(account.budget) AS budget_of_accounts,
    project.spent,
    sum(account.spent) AS spent_of_accounts,
    project.execution,
    trunc(
        sum(account.spent) FILTER (WHERE account.budget_reporting AND account.spent_reporting)
        / nullif(sum(account.budget) FILTER (WHERE account.budget_reporting AND account.spent_reporting), 0),
        6
    ) AS execution_of_accounts
FROM summary.annual_project AS project
LEFT JOIN summary.annual_account AS account
    ON
        project.year = account.year
        AND project.project_no = account.project_no
        AND account.in_region_sum
WHERE project.year = :year
GROUP BY project.project_no, project.budget, project.spent, project.execution
HAVING
    project.budget IS DISTINCT FROM sum(account.budget)
    OR project.spent IS DISTINCT FROM sum(account.spent)
    OR project.execution IS DISTINCT FROM trunc(
        sum(account.spent) FILTER (WHERE account.budget_reporting AND account.spent_reporting)
        / nullif(sum(account.budget) FILTER (WHERE account.budget_reporting AND account.spent_reporting), 0),
        6
    )
