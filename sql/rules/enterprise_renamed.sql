-- An enterprise that had another name under its code in the month before.
SELECT
    beside.part,
    'enterprise_name' AS field,
    beside.sheet,
    beside.cells ->> 'enterprise_name' AS cell,
    cast(NULL AS integer) AS project_no,
    NULL AS indicator_code,
    beside.uscc AS subject_code,
    beside.name AS subject_zh,
    beside.name AS given,
    beside.name_before AS expected,
    NULL AS difference,
    beside.here ->> 'remark' AS remark,
    jsonb_build_object('code', beside.uscc, 'before', beside.before_zh) AS facts
FROM intake.enterprise_beside(:submission_id) AS beside
WHERE regexp_replace(beside.name, '\s', '', 'g') <> regexp_replace(beside.name_before, '\s', '', 'g')
ORDER BY beside.uscc
