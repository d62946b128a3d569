CREATE VIEW analysis.money_year AS
WITH money AS (
    SELECT
        year,
        project_no,
        league_code,
        FALSE AS is_region,
        budget,
        spent,
        CASE WHEN budget_reporting AND spent_reporting THEN trunc(spent / nullif(budget, 0), 6) END
            AS execution,
        cast(budget_reporting AS integer) AS budget_leagues,
        cast(spent_reporting AS integer) AS spent_leagues,
        cast(budget_reporting AND spent_reporting AS integer) AS execution_leagues,
        1 AS leagues_expected,
        as_of_period AS period,
        as_of
    FROM summary.annual_account
    UNION ALL
    SELECT
        year,
        project_no,
        warehouse.region_code() AS league_code,
        TRUE AS is_region,
        budget,
        spent,
        execution,
        budget_leagues,
        spent_leagues,
        execution_leagues,
        leagues_expected,
        cast(NULL AS text) AS period,
        as_of
    FROM summary.annual_project
)

SELECT
    money.year,
    money.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    money.is_region,
    money.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    cast(money.budget AS numeric(28, 6)) AS budget,
    cast(money.spent AS numeric(28, 6)) AS spent,
    cast(100 * money.execution AS numeric(28, 4)) AS execution_percent,
    money.budget_leagues,
    money.spent_leagues,
    money.execution_leagues,
    money.leagues_expected,
    money.period,
    money.as_of
FROM money
INNER JOIN reference.area AS area ON money.league_code = area.league_code
INNER JOIN reference.project AS project ON money.project_no = project.project_no;

COMMENT ON VIEW analysis.money_year IS
'Budget, spend and execution of each project by league, and of the region; of the last build (as_of)';
COMMENT ON COLUMN analysis.money_year.execution_percent IS
'Spent over budget where a league gave both (of the region: of those leagues), percent, rounded down';
COMMENT ON COLUMN analysis.money_year.budget_leagues IS 'Leagues that give a budget; in a league''s row 1 or 0';
COMMENT ON COLUMN analysis.money_year.spent_leagues IS 'Leagues that give a spend; in a league''s row 1 or 0';
COMMENT ON COLUMN analysis.money_year.execution_leagues IS 'Leagues that give both; in a league''s row 1 or 0';
COMMENT ON COLUMN analysis.money_year.period IS 'The quarter whose figures these are; blank for the region';

CREATE VIEW analysis.money_department AS
SELECT
    money.year,
    charge.department_zh,
    department.name_en AS department_en,
    money.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    charge.departments,
    charge.weight,
    money.budget AS project_budget,
    money.spent AS project_spent,
    cast(money.budget * charge.weight AS numeric(28, 9)) AS budget,
    cast(money.spent * charge.weight AS numeric(28, 9)) AS spent,
    money.as_of
FROM summary.annual_project AS money
INNER JOIN reference.project_department AS charge ON money.project_no = charge.project_no
INNER JOIN reference.department AS department ON charge.department_zh = department.department_zh
INNER JOIN reference.project AS project ON money.project_no = project.project_no;

COMMENT ON VIEW analysis.money_department IS
'The region''s money by department and project. A project of several departments is split between them in equal parts, so that no sum counts it twice; of the last build (as_of)';
COMMENT ON COLUMN analysis.money_department.departments IS 'Departments that the project has';
COMMENT ON COLUMN analysis.money_department.weight IS 'The department''s part of the project';
COMMENT ON COLUMN analysis.money_department.project_budget IS
'The whole budget of the project, 10,000 yuan: never summed over departments';
COMMENT ON COLUMN analysis.money_department.project_spent IS
'The whole spend of the project, 10,000 yuan: never summed over departments';
COMMENT ON COLUMN analysis.money_department.budget IS 'The department''s part of the budget, 10,000 yuan';
COMMENT ON COLUMN analysis.money_department.spent IS 'The department''s part of the spend, 10,000 yuan';
