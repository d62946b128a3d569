-- A ratio is 100 x its numerator / its denominator, of one period: a league's own; the region's of the
-- leagues that have both so.
WITH pair AS (
    SELECT
        indicator.indicator_code,
        upper.league_code,
        upper.value AS numerator,
        lower.value AS denominator
    FROM reference.indicator AS indicator
    INNER JOIN summary.annual_indicator AS upper ON indicator.numerator = upper.indicator_code
    INNER JOIN summary.annual_indicator AS lower
        ON
            indicator.denominator = lower.indicator_code
            AND upper.year = lower.year
            AND upper.league_code = lower.league_code
            AND upper.period = lower.period
    WHERE upper.year = :year AND upper.league_code <> warehouse.region_code()
),

term AS (
    SELECT * FROM pair
    UNION ALL
    SELECT
        pair.indicator_code,
        warehouse.region_code() AS league_code,
        sum(pair.numerator) AS numerator,
        sum(pair.denominator) AS denominator
    FROM pair
    INNER JOIN reference.league AS league ON pair.league_code = league.league_code AND league.in_region_sum
    GROUP BY pair.indicator_code
)

SELECT
    ratio.league_code,
    ratio.indicator_code,
    ratio.value,
    term.numerator,
    term.denominator
FROM summary.annual_indicator AS ratio
LEFT JOIN term ON ratio.league_code = term.league_code AND ratio.indicator_code = term.indicator_code
WHERE
    ratio.year = :year
    AND ratio.measure = 'ratio'
    AND ratio.value IS DISTINCT FROM round(100 * term.numerator / nullif(term.denominator, 0), ratio.decimals)
