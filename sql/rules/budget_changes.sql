-- A year's budget that is not last quarter's of the same year.
SELECT
    'progress' AS part,
    'budget' AS field,
    ours.sheet,
    ours.project_no,
    NULL AS indicator_code,
    NULL::jsonb AS facts,
    ours.remark,
    ours.cells ->> 'budget' AS cell,
    trim_scale(ours.budget)::text AS given,
    trim_scale(earlier.budget)::text AS expected,
    trim_scale(ours.budget - earlier.budget)::text AS difference
FROM intake.progress_in_force AS ours
INNER JOIN intake.progress_in_force AS earlier
    ON
        ours.league_code = earlier.league_code
        AND ours.project_no = earlier.project_no
        AND ours.year = earlier.year
        AND ours.quarter = earlier.quarter + 1
WHERE ours.submission_id = :submission_id AND ours.budget <> earlier.budget
ORDER BY ours.project_no
