-- A quarter's figure that is about 10, 100 or 10,000 times the median of the league's last four, or that
-- part of it (0.7 to 1.4 times the factor): a zero too many or too few, or a wrong unit. Two earlier quarters
-- are needed. Levels below a hundred are too small to tell.
SELECT
    'data' AS part,
    'figure' AS field,
    sheet,
    project_no,
    indicator_code,
    remark,
    CASE WHEN measure = 'flow' THEN cells END AS row_cells,
    cells ->> 'figure' AS cell,
    trim_scale(figure)::text AS given,
    trim_scale(round(recent_median, 2))::text AS expected,
    trim_scale(figure - round(recent_median, 2))::text AS difference,
    jsonb_build_object('factor', factor) AS facts
FROM own_history
WHERE said_by = 'magnitude_slip'
ORDER BY indicator_code
