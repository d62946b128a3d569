-- A flow's year-to-date that is below last quarter's of the same year.
SELECT
    'data' AS part,
    'year_to_date' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells ->> 'year_to_date' AS cell,
    trim_scale(year_to_date)::text AS given,
    trim_scale(earlier_to_date)::text AS expected,
    trim_scale(year_to_date - earlier_to_date)::text AS difference
FROM quarterly
WHERE
    measure = 'flow'
    AND quarter > 1
    AND year_to_date < earlier_to_date
ORDER BY indicator_code
