-- The projects of the year: their standing (by annual_target) and who reports, the money (by annual_account).
WITH account AS (
    SELECT * FROM summary.annual_account
    WHERE year = :year AND in_region_sum
),

summed AS (
    SELECT
        project_no,
        cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected,
        sum(budget) AS budget,
        sum(spent) AS spent,
        cast(count(*) FILTER (WHERE status = '已完成') AS integer) AS completed_leagues,
        cast(count(*) FILTER (WHERE status = '推进中') AS integer) AS under_way_leagues,
        cast(count(*) FILTER (WHERE status = '未启动') AS integer) AS not_started_leagues,
        string_agg(league_name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting) AS missing_leagues,
        cast(count(*) FILTER (WHERE budget_reporting) AS integer) AS budget_leagues,
        cast(count(*) FILTER (WHERE spent_reporting) AS integer) AS spent_leagues,
        string_agg(league_name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT budget_reporting)
            AS budget_missing_leagues,
        string_agg(league_name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT spent_reporting)
            AS spent_missing_leagues,
        -- Of one period: an older quarter's money is in the sums, and in no share of them.
        sum(spent) FILTER (WHERE budget_reporting AND spent_reporting)
        / nullif(sum(budget) FILTER (WHERE budget_reporting AND spent_reporting), 0) AS execution,
        cast(count(*) FILTER (WHERE budget_reporting AND spent_reporting) AS integer) AS execution_leagues
    FROM account
    GROUP BY project_no
),

worst_first (standing, place) AS (
    VALUES ('not_met', 1), ('behind', 2), ('unknown', 3), ('on_track', 4), ('met', 5)
),

target AS (
    SELECT
        annual_target.project_no,
        (array_agg(annual_target.standing ORDER BY worst_first.place))[1] AS standing
    FROM summary.annual_target AS annual_target
    INNER JOIN worst_first ON annual_target.standing = worst_first.standing
    WHERE annual_target.year = :year
    GROUP BY annual_target.project_no
),

wording AS (
    SELECT
        project_no,
        string_agg(wording_zh, ';' ORDER BY target_id) AS targets_zh
    FROM (SELECT
        project_no,
        wording_zh,
        min(target_id) AS target_id
    FROM summary.annual_target
    WHERE year = :year
    GROUP BY project_no, wording_zh) AS worded
    GROUP BY project_no
)

SELECT
    cast(:year AS integer) AS year,
    project.project_no,
    project.name_zh,
    project.departments_zh,
    coalesce(target.standing, 'no_number') AS standing,
    coalesce(summed.leagues_reporting, 0) AS leagues_reporting,
    coalesce(summed.leagues_expected, 0) AS leagues_expected,
    summed.budget,
    summed.spent,
    coalesce(summed.completed_leagues, 0) AS completed_leagues,
    coalesce(summed.under_way_leagues, 0) AS under_way_leagues,
    coalesce(summed.not_started_leagues, 0) AS not_started_leagues,
    summed.missing_leagues,
    wording.targets_zh,
    coalesce(summed.budget_leagues, 0) AS budget_leagues,
    coalesce(summed.spent_leagues, 0) AS spent_leagues,
    summed.budget_missing_leagues,
    summed.spent_missing_leagues,
    -- Rounded down: less than the whole is not the whole.
    trunc(summed.execution, 6) AS execution,
    coalesce(summed.execution_leagues, 0) AS execution_leagues
FROM reference.project AS project
LEFT JOIN summed ON project.project_no = summed.project_no
LEFT JOIN target ON project.project_no = target.project_no
LEFT JOIN wording ON project.project_no = wording.project_no
WHERE project.project_no > 0
