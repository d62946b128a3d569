-- Main data whose quarter's figures are all those of the quarter before: last quarter's return under a new
-- date. At least twenty figures that are not nothing are needed to tell; the year-to-date is not looked at.
SELECT
    'data' AS part,
    'figure' AS field,
    min(sheet) AS sheet,
    NULL AS cell,
    NULL::integer AS project_no,
    NULL AS indicator_code,
    count(*)::text AS given,
    min(earlier_period) AS expected,
    NULL AS difference,
    NULL::jsonb AS facts,
    NULL AS remark
FROM quarterly
HAVING
    count(*) FILTER (WHERE figure > 0) >= 20
    AND bool_and(figure IS NOT DISTINCT FROM earlier_figure)
