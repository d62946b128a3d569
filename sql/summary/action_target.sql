-- The action up to this year against every number of the plan, those whose year is over too. annual_target,
-- which is built before, says how they stand in the year itself.
WITH aim AS (
    SELECT
        aim.year,
        aim.target_id,
        aim.league_code,
        target.basis IN ('each_year', 'stock') AS is_year_by_year,
        max(aim.year) OVER same_target AS last_year,
        cast(count(*) OVER same_target AS integer) AS years_counted
    FROM warehouse.aim_as_of(:as_of) AS aim
    INNER JOIN reference.target AS target ON aim.target_id = target.target_id
    WHERE aim.year <= :year
    WINDOW same_target AS (PARTITION BY aim.target_id, aim.league_code)
),

-- Where the years are not judged one by one, how it stood in earlier ones is not asked.
earlier AS (
    SELECT
        year,
        array_agg(DISTINCT target_id) AS targets
    FROM aim
    WHERE year < :year AND (is_year_by_year OR year = last_year)
    GROUP BY year
),

stood AS (
    SELECT
        earlier.year,
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
    FROM earlier
    CROSS JOIN LATERAL warehouse.target_standing(:as_of, earlier.year, earlier.targets) AS target
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
        cast(count(*) FILTER (WHERE stood.standing = 'met') AS integer) AS years_met,
        string_agg(cast(stood.year AS text), '、' ORDER BY stood.year) FILTER (WHERE stood.standing <> 'met')
            AS years_not_met,
        string_agg(stood.missing, '、' ORDER BY stood.year) AS missing,
        (array_agg(stood.standing ORDER BY worst_first.place))[1] AS worst
    FROM stood
    INNER JOIN worst_first ON stood.standing = worst_first.standing
    WHERE stood.basis IN ('each_year', 'stock')
    GROUP BY stood.target_id, stood.league_code
)

SELECT
    cast(:year AS integer) AS year,
    latest.target_id,
    latest.league_code,
    latest.goal,
    latest.actual,
    latest.share_reached,
    coalesce(over_years.worst, latest.standing) AS standing,
    aim.last_year,
    over_years.years_met,
    aim.years_counted,
    over_years.years_not_met,
    latest.opening_balance,
    coalesce(over_years.missing, latest.missing) AS missing,
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
FROM aim
INNER JOIN stood AS latest
    ON
        aim.target_id = latest.target_id
        AND aim.league_code = latest.league_code
        AND aim.year = latest.year
LEFT JOIN over_years
    ON
        aim.target_id = over_years.target_id
        AND aim.league_code = over_years.league_code
WHERE aim.year = aim.last_year
