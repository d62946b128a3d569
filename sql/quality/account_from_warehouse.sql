-- A league's account is its latest progress and the completion of its annual return, as in force now.
WITH latest AS (
    SELECT DISTINCT ON (league_code, project_no)
        league_code,
        project_no,
        period,
        status,
        budget,
        spent
    FROM warehouse.project_progress
    WHERE year = :year
    ORDER BY league_code ASC, project_no ASC, quarter DESC
)

SELECT
    account.league_code,
    account.project_no,
    account.as_of_period,
    latest.period,
    account.status,
    latest.status AS status_in_force,
    account.budget,
    latest.budget AS budget_in_force,
    account.spent,
    latest.spent AS spent_in_force,
    account.completed,
    completion.completed AS completed_in_force
FROM summary.annual_account AS account
LEFT JOIN latest ON account.league_code = latest.league_code AND account.project_no = latest.project_no
LEFT JOIN warehouse.project_completion AS completion
    ON
        account.year = completion.year
        AND account.league_code = completion.league_code
        AND account.project_no = completion.project_no
WHERE
    account.year = :year
    AND (
        account.as_of_period IS DISTINCT FROM latest.period
        OR account.status IS DISTINCT FROM latest.status
        OR account.budget IS DISTINCT FROM latest.budget
        OR account.spent IS DISTINCT FROM latest.spent
        OR account.target IS DISTINCT FROM completion.target
        OR account.completed IS DISTINCT FROM completion.completed
        OR account.rate IS DISTINCT FROM completion.rate
    )
