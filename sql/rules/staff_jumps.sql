-- An enterprise with at least half as many employees again as in the month before, or half as many at most,
-- where that is 50 and more.
WITH listed AS (
    SELECT
        row_in_force.*,
        row_in_force."values" ->> 'enterprise_name' AS name,
        cast(row_in_force."values" ->> 'employees' AS numeric) AS employees
    FROM intake.row_in_force
    WHERE
        row_in_force.feeds = 'enterprises'
        AND row_in_force.league_code = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
)

SELECT
    ours.part,
    'employees' AS field,
    ours.sheet,
    ours.cells ->> 'employees' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    ours.subject_code,
    ours.name AS subject_zh,
    cast(trim_scale(ours.employees) AS text) AS given,
    cast(trim_scale(before.employees) AS text) AS expected,
    cast(trim_scale(ours.employees - before.employees) AS text) AS difference,
    ours."values" ->> 'remark' AS remark,
    jsonb_build_object('name', ours.name, 'before', period.name_zh) AS facts
FROM listed AS ours
INNER JOIN listed AS before ON ours.predecessor = before.period AND ours.subject_code = before.subject_code
INNER JOIN reference.period ON ours.predecessor = period.period
WHERE
    ours.submission_id = :submission_id
    AND abs(ours.employees - before.employees) >= greatest(50, before.employees / 2)
ORDER BY ours.subject_code
