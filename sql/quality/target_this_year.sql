-- What a target counts for this year is the value of its indicator in annual_indicator.
SELECT
    target.target_id,
    target.league_code,
    target.this_year,
    indicator.value
FROM summary.annual_target AS target
LEFT JOIN summary.annual_indicator AS indicator
    ON
        target.year = indicator.year
        AND target.league_code = indicator.league_code
        AND target.indicator_code = indicator.indicator_code
WHERE target.year = :year AND target.this_year IS DISTINCT FROM indicator.value
