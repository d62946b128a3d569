-- A project's money is the sum of the accounts of the leagues that count in the region.
SELECT
    project.project_no,
    project.budget,
    sum(account.budget) AS budget_of_accounts,
    project.spent,
    sum(account.spent) AS spent_of_accounts
FROM summary.annual_project AS project
LEFT JOIN summary.annual_account AS account
    ON
        project.year = account.year
        AND project.project_no = account.project_no
        AND account.in_region_sum
WHERE project.year = :year
GROUP BY project.project_no, project.budget, project.spent
HAVING
    project.budget IS DISTINCT FROM sum(account.budget)
    OR project.spent IS DISTINCT FROM sum(account.spent)
