-- A year's budget that is not last quarter's of the same year.
SELECT
    'progress' AS part,
    'budget' AS field,
    ours.sheet,
    ours.cells ->> 'budget' AS cell,
    ours.project_no,
    NULL AS indicator_code,
    TRIM_SCALE(ours.budget)::text AS given,
    TRIM_SCALE(before.budget)::text AS expected,
    TRIM_SCALE(ours.budget - before.budget)::text AS difference,
    NULL::jsonb AS facts,
    ours.remark
FROM intake.progress_in_force AS ours
INNER JOIN intake.progress_in_force AS before
    ON
        ours.league_code = before.league_code
        AND ours.project_no = before.project_no
        AND ours.year = before.year
        AND ours.quarter = before.quarter + 1
WHERE ours.submission_id = :submission_id AND ours.budget <> before.budget
ORDER BY ours.project_no
