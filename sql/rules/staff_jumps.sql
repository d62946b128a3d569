-- An enterprise with at least half as many employees again as in the month before, or half as many at most,
-- where that is 50 and more.
SELECT
    beside.part,
    'employees' AS field,
    beside.sheet,
    beside.cells ->> 'employees' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    beside.uscc AS subject_code,
    beside.name AS subject_zh,
    cast(trim_scale(beside.employees) AS text) AS given,
    cast(trim_scale(beside.employees_before) AS text) AS expected,
    cast(trim_scale(beside.employees - beside.employees_before) AS text) AS difference,
    beside.here ->> 'remark' AS remark,
    jsonb_build_object('name', beside.name, 'before', beside.before_zh) AS facts
FROM intake.enterprise_beside(:submission_id) AS beside
WHERE abs(beside.employees - beside.employees_before) >= greatest(50, beside.employees_before / 2)
ORDER BY beside.uscc
