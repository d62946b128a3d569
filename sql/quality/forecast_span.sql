-- An estimate lies between what the slowest and the fastest quarter would bring, but for its rounding.
SELECT
    target_id,
    low,
    expected,
    high
FROM summary.annual_forecast
WHERE year = :year AND (expected < floor(low) OR expected > ceil(high) OR quarters_left <= 0)
