-- Main data whose quarter's figures are all those of the quarter before: last quarter's return under a new
-- date. At least twenty figures that are not nothing are needed to tell; the year-to-date is not looked at.
WITH quarterly AS (
    SELECT
        figure_in_force.submission_id,
        figure_in_force.sheet,
        figure_in_force.quarter_no,
        figure_in_force.figure,
        lag(figure_in_force.quarter_no) OVER one_by_one AS earlier_quarter_no,
        lag(figure_in_force.period) OVER one_by_one AS earlier_period,
        lag(figure_in_force.figure) OVER one_by_one AS earlier_figure
    FROM intake.figure_in_force
    WHERE
        figure_in_force.league_code
        = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
        AND figure_in_force.quarter IS NOT NULL
    WINDOW one_by_one AS (PARTITION BY indicator_code ORDER BY quarter_no)
)

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
WHERE submission_id = :submission_id AND earlier_quarter_no = quarter_no - 1
HAVING
    count(*) FILTER (WHERE figure > 0) >= 20
    AND bool_and(figure IS NOT DISTINCT FROM earlier_figure)
