-- A flow's year-to-date that is not last quarter's plus the quarter (a fall is year_to_date_falls).
WITH compared AS (
    SELECT
        ours.*,
        earlier.year_to_date AS before_to_date,
        earlier.year_to_date + ours.figure AS expected
    FROM intake.figure_in_force AS ours
    INNER JOIN intake.figure_in_force AS earlier
        ON
            ours.league_code = earlier.league_code
            AND ours.indicator_code = earlier.indicator_code
            AND ours.year = earlier.year
            AND ours.quarter = earlier.quarter + 1
    WHERE ours.submission_id = :submission_id AND ours.measure = 'flow'
)

SELECT
    'data' AS part,
    'year_to_date' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells ->> 'year_to_date' AS cell,
    trim_scale(year_to_date)::text AS given,
    trim_scale(expected)::text AS expected,
    trim_scale(year_to_date - expected)::text AS difference
FROM compared
WHERE year_to_date >= before_to_date AND abs(year_to_date - expected) > rounding
ORDER BY indicator_code
