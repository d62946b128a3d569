-- Money spent since January that is below last quarter's of the same year.
SELECT
    'progress' AS part,
    'spent' AS field,
    ours.sheet,
    ours.project_no,
    NULL AS indicator_code,
    NULL::jsonb AS facts,
    ours.remark,
    ours.cells ->> 'spent' AS cell,
    trim_scale(ours.spent)::text AS given,
    trim_scale(earlier.spent)::text AS expected,
    trim_scale(ours.spent - earlier.spent)::text AS difference
FROM intake.progress_in_force AS ours
INNER JOIN intake.progress_in_force AS earlier
    ON
        ours.league_code = earlier.league_code
        AND ours.project_no = earlier.project_no
        AND ours.year = earlier.year
        AND ours.quarter = earlier.quarter + 1
WHERE ours.submission_id = :submission_id AND ours.spent < earlier.spent
ORDER BY ours.project_no
