-- After the first quarter, year-to-dates that are the quarter's figures although last quarter had something:
-- of three indicators or more that are not 0, so that it is the column and no accident. Beside them those
-- that are 0. What is expected is left out where the figure itself is in doubt.
WITH same AS (
    SELECT
        quarterly.*,
        count(*) FILTER (WHERE quarterly.figure > 0) OVER () AS figures
    FROM quarterly
    WHERE
        quarterly.measure = 'flow'
        AND quarterly.quarter > 1
        AND quarterly.earlier_to_date > 0
        AND quarterly.year_to_date = quarterly.figure
)

SELECT
    'data' AS part,
    'year_to_date' AS field,
    same.sheet,
    same.project_no,
    same.indicator_code,
    NULL::jsonb AS facts,
    same.remark,
    same.cells ->> 'year_to_date' AS cell,
    trim_scale(same.year_to_date)::text AS given,
    CASE
        WHEN own_history.said_by IS NULL THEN trim_scale(same.earlier_to_date + same.figure)::text
    END AS expected,
    CASE WHEN own_history.said_by IS NULL THEN trim_scale(-same.earlier_to_date)::text END AS difference
FROM same
LEFT JOIN own_history ON same.indicator_code = own_history.indicator_code
WHERE same.figures >= 3
ORDER BY same.indicator_code
