-- An enterprise that had another name under its code in the month before.
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
    'enterprise_name' AS field,
    ours.sheet,
    ours.cells ->> 'enterprise_name' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    ours.subject_code,
    ours.name AS subject_zh,
    ours.name AS given,
    before.name AS expected,
    NULL AS difference,
    ours."values" ->> 'remark' AS remark,
    jsonb_build_object('code', ours.subject_code, 'before', period.name_zh) AS facts
FROM listed AS ours
INNER JOIN listed AS before ON ours.predecessor = before.period AND ours.subject_code = before.subject_code
INNER JOIN reference.period ON ours.predecessor = period.period
WHERE
    ours.submission_id = :submission_id
    AND regexp_replace(ours.name, '\s', '', 'g') <> regexp_replace(before.name, '\s', '', 'g')
ORDER BY ours.subject_code
