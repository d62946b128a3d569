-- previous_year is what the warehouse says now of the year before: a league's figure, the region's sum.
WITH before AS (
    SELECT
        annual.league_code,
        annual.indicator_code,
        annual.value
    FROM warehouse.annual_value AS annual
    WHERE annual.year = :year - 1
    UNION ALL
    SELECT
        '150000' AS league_code,
        annual.indicator_code,
        sum(annual.value) AS value
    FROM warehouse.annual_value AS annual
    INNER JOIN reference.league AS league ON annual.league_code = league.league_code AND league.in_region_sum
    WHERE annual.year = :year - 1
    GROUP BY annual.indicator_code
),

told AS (
    SELECT
        said.league_code,
        said.indicator_code,
        said.previous_year,
        CASE said.measure
            WHEN 'ratio' THEN round(100 * term.value / nullif(lower.value, 0), said.decimals)
            ELSE term.value
        END AS in_warehouse
    FROM summary.annual_indicator AS said
    INNER JOIN reference.indicator AS indicator ON said.indicator_code = indicator.indicator_code
    LEFT JOIN before AS term
        ON
            said.league_code = term.league_code
            AND coalesce(indicator.numerator, indicator.indicator_code) = term.indicator_code
    LEFT JOIN before AS lower
        ON said.league_code = lower.league_code AND indicator.denominator = lower.indicator_code
    WHERE said.year = :year
)

SELECT
    league_code,
    indicator_code,
    previous_year,
    in_warehouse
FROM told
WHERE previous_year IS DISTINCT FROM in_warehouse
