-- How a target stands agrees with its figures: met is reached, unknown lacks something, the others fall
-- short.
SELECT
    target_id,
    league_code,
    standing,
    actual,
    goal,
    tolerance,
    missing
FROM summary.annual_target
WHERE
    year = :year
    AND CASE standing
        WHEN 'met' THEN actual IS NULL OR actual < goal * (1 - coalesce(tolerance, 0))
        WHEN 'on_track' THEN actual IS NULL OR actual < line
        WHEN 'unknown' THEN missing IS NULL
        ELSE missing IS NOT NULL OR actual >= goal * (1 - coalesce(tolerance, 0))
    END
