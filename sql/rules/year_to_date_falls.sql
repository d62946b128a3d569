-- A flow's year-to-date that is below last quarter's of the same year.
SELECT
    'data' AS part,
    'year_to_date' AS field,
    ours.sheet,
    ours.cells ->> 'year_to_date' AS cell,
    ours.project_no,
    ours.indicator_code,
    TRIM_SCALE(ours.year_to_date)::text AS given,
    TRIM_SCALE(before.year_to_date)::text AS expected,
    TRIM_SCALE(ours.year_to_date - before.year_to_date)::text AS difference,
    NULL::jsonb AS facts,
    ours.remark
FROM intake.figure_in_force AS ours
INNER JOIN intake.figure_in_force AS before
    ON
        ours.league_code = before.league_code
        AND ours.indicator_code = before.indicator_code
        AND ours.year = before.year
        AND ours.quarter = before.quarter + 1
WHERE
    ours.submission_id = :submission_id
    AND ours.measure = 'flow'
    AND ours.year_to_date < before.year_to_date
ORDER BY ours.indicator_code
