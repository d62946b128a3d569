-- Money spent since January that is below last quarter's of the same year.
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
FROM quarterly_progress
WHERE quarter > 1 AND spent < earlier_spent
ORDER BY project_no
