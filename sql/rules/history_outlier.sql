-- A quarter's figure far off the league's own history, above or below, from eight earlier quarters on.
-- Counts scatter by factors, so the scale is ln(1 + figure): the figure is away from the median by more than
-- five robust deviations (1.4826 x median absolute deviation) and by more than a factor of 2.5, the least
-- that counts; and it is a half above the highest or a third below the lowest figure so far, which a season
-- is not. Zero after steady figures is found, too. Levels below a hundred are too small to tell. A
-- slip by a power of ten is said by magnitude_slip.
SELECT
    'data' AS part,
    'figure' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    remark,
    CASE WHEN measure = 'flow' THEN cells END AS row_cells,
    cells ->> 'figure' AS cell,
    trim_scale(figure)::text AS given,
    trim_scale(round(median, 2))::text AS expected,
    trim_scale(figure - round(median, 2))::text AS difference
FROM own_history
WHERE said_by = 'history_outlier'
ORDER BY indicator_code
