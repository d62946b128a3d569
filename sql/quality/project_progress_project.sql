-- What is reported on of a project is of one in the plan.
SELECT
    league_code,
    period,
    project_no
FROM warehouse.project_progress
WHERE
    year = :year
    AND project_no NOT IN (
        SELECT project.project_no FROM reference.project
        WHERE project.project_no > 0
    )
