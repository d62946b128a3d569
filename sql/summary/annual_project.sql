-- The projects of the year: their standing (by summary.annual_target, built before), who reports, the money.
WITH league AS (
    SELECT
        league_code,
        name_zh
    FROM reference.league
    WHERE
        in_region_sum
        AND valid_from <= make_date(:year, 12, 31)
        AND (valid_to >= make_date(:year, 1, 1) OR valid_to IS NULL)
),

latest AS (
    SELECT DISTINCT ON (league_code, project_no)
        league_code,
        project_no,
        quarter,
        status,
        budget,
        spent
    FROM warehouse.project_progress_as_of(:as_of)
    WHERE year = :year
    ORDER BY league_code ASC, project_no ASC, quarter DESC
),

completion AS (
    SELECT
        league_code,
        project_no
    FROM warehouse.project_completion_as_of(:as_of)
    WHERE year = :year
),

account AS (
    SELECT
        project.project_no,
        league.league_code,
        league.name_zh,
        latest.status,
        latest.budget,
        latest.spent,
        coalesce(latest.quarter >= warehouse.quarters_ended(:year, :as_of), FALSE)
        OR completion.project_no IS NOT NULL AS reporting
    FROM reference.project AS project
    CROSS JOIN league
    LEFT JOIN latest ON project.project_no = latest.project_no AND league.league_code = latest.league_code
    LEFT JOIN completion
        ON project.project_no = completion.project_no AND league.league_code = completion.league_code
),

told AS (
    SELECT
        project_no,
        cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected,
        sum(budget) AS budget,
        sum(spent) AS spent,
        cast(count(*) FILTER (WHERE status = '已完成') AS integer) AS completed_leagues,
        cast(count(*) FILTER (WHERE status = '推进中') AS integer) AS under_way_leagues,
        cast(count(*) FILTER (WHERE status = '未启动') AS integer) AS not_started_leagues,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting) AS missing_leagues
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
    FROM (SELECT DISTINCT
        project_no,
        target_id,
        wording_zh
    FROM summary.annual_target
    WHERE year = :year) AS told
    GROUP BY project_no
)

SELECT
    cast(:year AS integer) AS year,
    project.project_no,
    project.name_zh,
    project.departments_zh,
    coalesce(target.standing, 'no_number') AS standing,
    coalesce(told.leagues_reporting, 0) AS leagues_reporting,
    coalesce(told.leagues_expected, 0) AS leagues_expected,
    told.budget,
    told.spent,
    coalesce(told.completed_leagues, 0) AS completed_leagues,
    coalesce(told.under_way_leagues, 0) AS under_way_leagues,
    coalesce(told.not_started_leagues, 0) AS not_started_leagues,
    told.missing_leagues,
    wording.targets_zh
FROM reference.project AS project
LEFT JOIN told ON project.project_no = told.project_no
LEFT JOIN target ON project.project_no = target.project_no
LEFT JOIN wording ON project.project_no = wording.project_no
WHERE project.project_no > 0
