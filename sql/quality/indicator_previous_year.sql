-- previous_year is what the warehouse says now of the year before: a league's figure, the region's sum; where
-- that and this year's are both of whole years.
WITH own AS (
    SELECT
        indicator.indicator_code,
        term.year,
        term.league_code,
        term.value AS amount,
        lower.value AS base,
        term.quarter
    FROM reference.indicator AS indicator
    INNER JOIN warehouse.annual_value AS term
        ON coalesce(indicator.numerator, indicator.indicator_code) = term.indicator_code
    LEFT JOIN warehouse.annual_value AS lower
        ON
            indicator.denominator = lower.indicator_code
            AND term.year = lower.year
            AND term.league_code = lower.league_code
            AND term.quarter = lower.quarter
    WHERE term.year BETWEEN :year - 1 AND :year AND (indicator.measure <> 'ratio' OR lower.value IS NOT NULL)
),

known AS (
    SELECT
        indicator_code,
        year,
        league_code,
        amount,
        base,
        quarter = 4 AS is_whole
    FROM own
    UNION ALL
    SELECT
        own.indicator_code,
        own.year,
        warehouse.region_code() AS league_code,
        sum(own.amount) AS amount,
        sum(own.base) AS base,
        bool_and(own.quarter = 4) AS is_whole
    FROM own
    INNER JOIN reference.league AS league ON own.league_code = league.league_code AND league.in_region_sum
    GROUP BY own.indicator_code, own.year
),

compared AS (
    SELECT
        built.league_code,
        built.indicator_code,
        built.previous_year,
        CASE built.measure
            WHEN 'ratio' THEN round(100 * before.amount / nullif(before.base, 0), built.decimals)
            ELSE before.amount
        END AS in_warehouse
    FROM summary.annual_indicator AS built
    LEFT JOIN known AS this
        ON
            built.year = this.year
            AND built.league_code = this.league_code
            AND built.indicator_code = this.indicator_code
            AND this.is_whole
    LEFT JOIN known AS before
        ON
            this.year - 1 = before.year
            AND this.league_code = before.league_code
            AND this.indicator_code = before.indicator_code
            AND before.is_whole
    WHERE built.year = :year
)

SELECT
    league_code,
    indicator_code,
    previous_year,
    in_warehouse
FROM compared
WHERE previous_year IS DISTINCT FROM in_warehouse
