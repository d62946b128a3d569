-- An enterprise that was not in the month before, of which the league has reported.
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
    'uscc' AS field,
    ours.sheet,
    ours.cells ->> 'uscc' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    ours.subject_code,
    ours.name AS subject_zh,
    ours.subject_code AS given,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    jsonb_build_object('name', ours.name, 'before', period.name_zh) AS facts
FROM listed AS ours
INNER JOIN reference.period ON ours.predecessor = period.period
WHERE
    ours.submission_id = :submission_id
    AND ours.predecessor IN (SELECT listed.period FROM listed)
    AND NOT EXISTS (
        SELECT FROM listed AS before
        WHERE before.period = ours.predecessor AND before.subject_code = ours.subject_code
    )
ORDER BY ours.subject_code
