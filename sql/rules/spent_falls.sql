-- Money spent since January that is below last quarter's of the same year.
WITH quarterly AS (
    SELECT
        progress_in_force.*,
        lag(progress_in_force.quarter) OVER one_by_one AS earlier_quarter,
        lag(progress_in_force.spent) OVER one_by_one AS earlier_spent
    FROM intake.progress_in_force
    WHERE
        progress_in_force.league_code = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
    WINDOW one_by_one AS (PARTITION BY project_no, year ORDER BY quarter)
)

SELECT
    'progress' AS part,
    'spent' AS field,
    sheet,
    project_no,
    NULL AS indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells ->> 'spent' AS cell,
    trim_scale(spent)::text AS given,
    trim_scale(earlier_spent)::text AS expected,
    trim_scale(spent - earlier_spent)::text AS difference
FROM quarterly
WHERE
    submission_id = :submission_id
    AND earlier_quarter = quarter - 1
    AND spent < earlier_spent
ORDER BY project_no
