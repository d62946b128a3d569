-- A quarter's figure that is about 10, 100 or 10,000 times the median of the league's last four, or that
-- part of it (0.7 to 1.4 times the factor): a zero too many or too few, or a wrong unit. Two earlier quarters
-- are needed. Levels below a hundred are too small to tell.
SELECT
    'data' AS part,
    'figure' AS field,
    own_history.sheet,
    own_history.project_no,
    own_history.indicator_code,
    own_history.remark,
    CASE WHEN indicator.measure = 'flow' THEN own_history.cells END AS row_cells,
    own_history.cells ->> 'figure' AS cell,
    trim_scale(own_history.figure)::text AS given,
    trim_scale(round(own_history.recent_median, 2))::text AS expected,
    trim_scale(own_history.figure - round(own_history.recent_median, 2))::text AS difference,
    jsonb_build_object('factor', own_history.factor) AS facts
FROM own_history
INNER JOIN reference.indicator ON own_history.indicator_code = indicator.indicator_code
WHERE own_history.said_by = 'magnitude_slip'
ORDER BY own_history.indicator_code
