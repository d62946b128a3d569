-- An enterprise that was not in the month before, of which the league has reported.
WITH beside AS (
    SELECT * FROM intake.enterprise_beside(:submission_id)
)

SELECT
    beside.part,
    'uscc' AS field,
    beside.sheet,
    beside.cells ->> 'uscc' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    beside.uscc AS subject_code,
    beside.name AS subject_zh,
    beside.uscc AS given,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    jsonb_build_object('name', beside.name, 'before', beside.before_zh) AS facts
FROM beside
WHERE
    beside.before IS NULL
    AND EXISTS (
        SELECT FROM beside AS other
        WHERE other.before IS NOT NULL
    )
ORDER BY beside.uscc
