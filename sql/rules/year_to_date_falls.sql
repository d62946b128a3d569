-- A flow's year-to-date that is below last quarter's of the same year.
SELECT
    'data' AS part,
    'year_to_date' AS field,
    ours.sheet,
    ours.project_no,
    ours.indicator_code,
    NULL::jsonb AS facts,
    ours.remark,
    ours.cells ->> 'year_to_date' AS cell,
    trim_scale(ours.year_to_date)::text AS given,
    trim_scale(earlier.year_to_date)::text AS expected,
    trim_scale(ours.year_to_date - earlier.year_to_date)::text AS difference
FROM intake.figure_in_force AS ours
INNER JOIN intake.figure_in_force AS earlier
    ON
        ours.league_code = earlier.league_code
        AND ours.indicator_code = earlier.indicator_code
        AND ours.year = earlier.year
        AND ours.quarter = earlier.quarter + 1
WHERE
    ours.submission_id = :submission_id
    AND ours.measure = 'flow'
    AND ours.year_to_date < earlier.year_to_date
ORDER BY ours.indicator_code
