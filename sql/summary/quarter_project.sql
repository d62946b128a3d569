-- The projects of the quarter: who reports, how they stand by their own word, and the money.
WITH account AS (
    SELECT
        project.project_no,
        project.name_zh,
        project.departments_zh,
        league.league_code,
        league.name_zh AS league_name_zh,
        progress.status,
        progress.budget,
        progress.spent,
        progress.project_no IS NOT NULL AS reporting
    FROM reference.project AS project
    INNER JOIN reference.league AS league
        ON
            project.project_no > 0
            AND league.in_region_sum
            AND league.league_code IN (
                SELECT expected_return.league_code
                FROM reference.expected_return
                WHERE expected_return.period = :period
            )
    LEFT JOIN warehouse.project_progress_as_of(:as_of) AS progress
        ON
            project.project_no = progress.project_no
            AND league.league_code = progress.league_code
            AND progress.period = :period
)

SELECT
    cast(:period AS text) AS period,
    project_no,
    name_zh,
    departments_zh,
    cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
    cast(count(*) AS integer) AS leagues_expected,
    sum(budget) AS budget,
    sum(spent) AS spent,
    cast(count(*) FILTER (WHERE status = '已完成') AS integer) AS completed_leagues,
    cast(count(*) FILTER (WHERE status = '推进中') AS integer) AS under_way_leagues,
    cast(count(*) FILTER (WHERE status = '未启动') AS integer) AS not_started_leagues,
    string_agg(league_name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting) AS missing_leagues,
    cast(count(budget) AS integer) AS budget_leagues,
    cast(count(spent) AS integer) AS spent_leagues,
    string_agg(league_name_zh, '、' ORDER BY league_code) FILTER (WHERE budget IS NULL)
        AS budget_missing_leagues,
    string_agg(league_name_zh, '、' ORDER BY league_code) FILTER (WHERE spent IS NULL)
        AS spent_missing_leagues,
    -- Rounded down: less than the whole is not the whole.
    trunc(
        sum(spent) FILTER (WHERE budget IS NOT NULL)
        / nullif(sum(budget) FILTER (WHERE spent IS NOT NULL), 0),
        6
    ) AS execution,
    cast(count(budget + spent) AS integer) AS execution_leagues
FROM account
GROUP BY project_no, name_zh, departments_zh
