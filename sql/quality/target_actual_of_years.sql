-- What was reached is this year's figure; a cumulative target adds the years that count, and the opening
-- balance.
WITH annual AS MATERIALIZED (
    SELECT
        reported.league_code,
        reported.year,
        reported.indicator_code,
        reported.value,
        league.in_region_sum
    FROM warehouse.annual_value AS reported
    INNER JOIN reference.league AS league ON reported.league_code = league.league_code
    WHERE reported.year <= :year
),

years AS (
    SELECT
        target.target_id,
        target.league_code,
        sum(annual.value) AS value
    FROM summary.annual_target AS target
    INNER JOIN annual
        ON
            target.indicator_code = annual.indicator_code
            AND annual.year BETWEEN target.from_year AND target.year
            AND (target.basis = 'cumulative' OR target.year = annual.year)
            AND (
                target.league_code = annual.league_code
                OR (target.scope = 'region' AND annual.in_region_sum)
            )
    WHERE target.year = :year
    GROUP BY target.target_id, target.league_code
)

SELECT
    target.target_id,
    target.league_code,
    target.actual,
    years.value AS of_years,
    target.opening_balance
FROM summary.annual_target AS target
LEFT JOIN years ON target.target_id = years.target_id AND target.league_code = years.league_code
WHERE
    target.year = :year
    AND target.actual IS DISTINCT FROM CASE
        WHEN years.value IS NOT NULL OR target.opening_balance IS NOT NULL
            THEN coalesce(years.value, 0) + coalesce(target.opening_balance, 0)
    END
