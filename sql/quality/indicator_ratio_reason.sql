-- A ratio without a value says why, and nothing else does.
SELECT
    league_code,
    indicator_code,
    value,
    no_value_zh
FROM summary.annual_indicator
WHERE
    year = :year
    AND (no_value_zh IS NOT NULL) <> (measure = 'ratio' AND value IS NULL)
