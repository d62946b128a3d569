-- An enterprise of the month before that is not in this one. One that had no figure then had been given up.
SELECT
    beside.part,
    'uscc' AS field,
    beside.sheet,
    beside.header_cells ->> 'uscc' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    beside.uscc AS subject_code,
    beside.before ->> 'enterprise_name' AS subject_zh,
    beside.uscc AS given,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    jsonb_build_object('name', beside.before ->> 'enterprise_name', 'before', beside.before_zh) AS facts
FROM intake.enterprise_beside(:submission_id) AS beside
WHERE
    beside.here IS NULL
    AND beside.before ?| ARRAY['employees', 'vacancies', 'hired', 'next_month_demand', 'solved']
ORDER BY beside.uscc
