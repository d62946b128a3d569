-- previous_year is what the warehouse says now of the year before: a league's figure, the region's sum.
WITH own AS (
    SELECT
        indicator.indicator_code,
        term.league_code,
        term.value AS amount,
        lower.value AS base
    FROM reference.indicator AS indicator
    INNER JOIN warehouse.annual_value AS term
        ON coalesce(indicator.numerator, indicator.indicator_code) = term.indicator_code
    LEFT JOIN warehouse.annual_value AS lower
        ON
            indicator.denominator = lower.indicator_code
            AND term.year = lower.year
            AND term.league_code = lower.league_code
    WHERE term.year = :year - 1 AND (indicator.measure <> 'ratio' OR lower.value IS NOT NULL)
),

before AS (
    SELECT * FROM own
    UNION ALL
    SELECT
        own.indicator_code,
        '150000' AS league_code,
        sum(own.amount) AS amount,
        sum(own.base) AS base
    FROM own
    INNER JOIN reference.league AS league ON own.league_code = league.league_code AND league.in_region_sum
    GROUP BY own.indicator_code
),

told AS (
    SELECT
        said.league_code,
        said.indicator_code,
        said.previous_year,
        CASE said.measure
            WHEN 'ratio' THEN round(100 * before.amount / nullif(before.base, 0), said.decimals)
            ELSE before.amount
        END AS in_warehouse
    FROM summary.annual_indicator AS said
    LEFT JOIN before ON said.league_code = before.league_code AND said.indicator_code = before.indicator_code
    WHERE said.year = :year
)

SELECT
    league_code,
    indicator_code,
    previous_year,
    in_warehouse
FROM told
WHERE previous_year IS DISTINCT FROM in_warehouse
