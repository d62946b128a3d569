-- The action up to this year against every number of the plan, those whose year is over too. annual_target,
-- which is built before, says how they stand in the year itself.
WITH plan_year AS (
    SELECT DISTINCT year
    FROM reference.expected_return
    WHERE year < :year
),

stood AS (
    SELECT
        plan_year.year,
        target.target_id,
        target.league_code,
        target.goal,
        target.actual,
        target.share_reached,
        target.standing,
        target.missing,
        target.opening_balance,
        target.league_name_zh,
        target.project_no,
        target.project_name_zh,
        target.indicator_code,
        target.indicator_name_zh,
        target.unit_zh,
        target.decimals,
        target.scope,
        target.basis,
        target.from_year,
        target.by_year,
        target.up_to,
        target.tolerance,
        target.wording_zh,
        target.note
    FROM plan_year
    CROSS JOIN LATERAL warehouse.target_standing(:as_of, plan_year.year) AS target
    UNION ALL
    SELECT
        target.year,
        target.target_id,
        target.league_code,
        target.goal,
        target.actual,
        target.share_reached,
        target.standing,
        target.missing,
        target.opening_balance,
        target.league_name_zh,
        target.project_no,
        target.project_name_zh,
        target.indicator_code,
        target.indicator_name_zh,
        target.unit_zh,
        target.decimals,
        target.scope,
        target.basis,
        target.from_year,
        target.by_year,
        target.up_to,
        target.tolerance,
        target.wording_zh,
        target.note
    FROM summary.annual_target AS target
    WHERE target.year = :year
),

worst_first (standing, place) AS (
    VALUES ('not_met', 1), ('behind', 2), ('unknown', 3), ('on_track', 4), ('met', 5)
),

over_years AS (
    SELECT
        stood.target_id,
        stood.league_code,
        max(stood.year) AS last_year,
        cast(count(*) FILTER (WHERE stood.standing = 'met') AS integer) AS years_met,
        cast(count(*) AS integer) AS years_counted,
        string_agg(cast(stood.year AS text), '、' ORDER BY stood.year) FILTER (
            WHERE stood.standing <> 'met' AND stood.basis IN ('each_year', 'stock')
        ) AS years_not_met,
        string_agg(stood.missing, '、' ORDER BY stood.year) AS missing,
        (array_agg(stood.standing ORDER BY worst_first.place))[1] AS worst
    FROM stood
    INNER JOIN worst_first ON stood.standing = worst_first.standing
    GROUP BY stood.target_id, stood.league_code
)

SELECT
    cast(:year AS integer) AS year,
    latest.target_id,
    latest.league_code,
    latest.goal,
    latest.actual,
    latest.share_reached,
    CASE
        WHEN latest.basis IN ('each_year', 'stock') THEN over_years.worst ELSE latest.standing
    END AS standing,
    over_years.last_year,
    CASE WHEN latest.basis IN ('each_year', 'stock') THEN over_years.years_met END AS years_met,
    over_years.years_counted,
    over_years.years_not_met,
    latest.opening_balance,
    CASE
        WHEN latest.basis IN ('each_year', 'stock') THEN over_years.missing ELSE latest.missing
    END AS missing,
    latest.league_name_zh,
    latest.project_no,
    latest.project_name_zh,
    latest.indicator_code,
    latest.indicator_name_zh,
    latest.unit_zh,
    latest.decimals,
    latest.scope,
    latest.basis,
    latest.from_year,
    latest.by_year,
    latest.up_to,
    latest.tolerance,
    latest.wording_zh,
    latest.note
FROM over_years
INNER JOIN stood AS latest
    ON
        over_years.target_id = latest.target_id
        AND over_years.league_code = latest.league_code
        AND over_years.last_year = latest.year
