-- Main data whose figures and year-to-dates are those of the quarter before, nine tenths of either at least:
-- last quarter's sheet under a new date. Twenty figures that are not nothing are needed to tell.
WITH compared AS (
    SELECT
        quarterly.*,
        (
            quarterly.figure = quarterly.earlier_figure
            AND coalesce(quarterly.year_to_date, -1) = coalesce(quarterly.earlier_to_date, -1)
        ) AS is_same,
        count(*) FILTER (WHERE quarterly.figure > 0) OVER () AS figures,
        avg((quarterly.figure = quarterly.earlier_figure)::integer) OVER () AS same_figures,
        avg((quarterly.year_to_date = quarterly.earlier_to_date)::integer) OVER () AS same_to_dates
    FROM quarterly
)

SELECT
    'data' AS part,
    'figure' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL AS expected,
    NULL AS difference,
    remark,
    CASE WHEN measure = 'flow' THEN cells END AS row_cells,
    cells ->> 'figure' AS cell,
    trim_scale(figure)::text AS given,
    jsonb_build_object('before', earlier_period) AS facts
FROM compared
WHERE is_same AND figures >= 20 AND same_figures >= 0.9 AND same_to_dates >= 0.9
ORDER BY indicator_code
