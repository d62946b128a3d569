-- A flow's year-to-date that is not last quarter's plus the quarter (a fall is year_to_date_falls).
WITH compared AS (
    SELECT
        ours.*,
        before.year_to_date AS before_to_date,
        before.year_to_date + ours.figure AS expected
    FROM intake.figure_in_force AS ours
    INNER JOIN intake.figure_in_force AS before
        ON
            ours.league_code = before.league_code
            AND ours.indicator_code = before.indicator_code
            AND ours.year = before.year
            AND ours.quarter = before.quarter + 1
    WHERE ours.submission_id = :submission_id AND ours.measure = 'flow'
)

SELECT
    'data' AS part,
    'year_to_date' AS field,
    sheet,
    cells ->> 'year_to_date' AS cell,
    project_no,
    indicator_code,
    TRIM_SCALE(year_to_date)::text AS given,
    TRIM_SCALE(expected)::text AS expected,
    TRIM_SCALE(year_to_date - expected)::text AS difference,
    NULL::jsonb AS facts,
    remark
FROM compared
WHERE year_to_date >= before_to_date AND ABS(year_to_date - expected) > rounding
ORDER BY indicator_code
