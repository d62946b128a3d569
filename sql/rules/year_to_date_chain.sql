-- A flow's year-to-date that is not last quarter's plus the quarter (a fall is year_to_date_falls).
SELECT
    'data' AS part,
    'year_to_date' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells AS row_cells,
    cells ->> 'year_to_date' AS cell,
    trim_scale(year_to_date)::text AS given,
    trim_scale(earlier_to_date + figure)::text AS expected,
    trim_scale(year_to_date - earlier_to_date - figure)::text AS difference
FROM quarterly
WHERE
    measure = 'flow'
    AND quarter > 1
    AND year_to_date >= earlier_to_date
    AND abs(year_to_date - earlier_to_date - figure) > rounding
ORDER BY indicator_code
