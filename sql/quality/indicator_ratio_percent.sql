-- A ratio whose numerator is a part of its denominator is at most 100, the league's and the region's.
SELECT
    ratio.league_code,
    ratio.indicator_code,
    ratio.value
FROM summary.annual_indicator AS ratio
INNER JOIN reference.indicator AS indicator ON ratio.indicator_code = indicator.indicator_code
INNER JOIN reference.indicator AS upper ON indicator.numerator = upper.indicator_code
WHERE
    ratio.year = :year
    AND ratio.measure = 'ratio'
    AND (ratio.value < 0 OR (upper.not_above = indicator.denominator AND ratio.value > 100))
