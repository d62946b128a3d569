-- A ratio is 100 x its numerator / its denominator, the league's or the region's own.
SELECT
    ratio.league_code,
    ratio.indicator_code,
    ratio.value,
    upper.value AS numerator,
    lower.value AS denominator
FROM summary.annual_indicator AS ratio
INNER JOIN reference.indicator AS indicator ON ratio.indicator_code = indicator.indicator_code
LEFT JOIN summary.annual_indicator AS upper
    ON
        ratio.year = upper.year
        AND ratio.league_code = upper.league_code
        AND indicator.numerator = upper.indicator_code
LEFT JOIN summary.annual_indicator AS lower
    ON
        ratio.year = lower.year
        AND ratio.league_code = lower.league_code
        AND indicator.denominator = lower.indicator_code
WHERE
    ratio.year = :year
    AND ratio.measure = 'ratio'
    AND ratio.value IS DISTINCT FROM round(100 * upper.value / nullif(lower.value, 0), ratio.decimals)
