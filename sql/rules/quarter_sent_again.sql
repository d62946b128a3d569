-- Main data whose figures and year-to-dates are those of the quarter before, nine tenths of either at least:
-- last quarter's sheet under a new date. Twenty figures that are not nothing are needed to tell.
WITH quarterly AS (
    SELECT
        figure_in_force.*,
        lag(figure_in_force.quarter_no) OVER one_by_one AS earlier_quarter_no,
        lag(figure_in_force.period) OVER one_by_one AS earlier_period,
        lag(figure_in_force.figure) OVER one_by_one AS earlier_figure,
        lag(figure_in_force.year_to_date) OVER one_by_one AS earlier_to_date
    FROM intake.figure_in_force
    WHERE
        figure_in_force.league_code
        = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
        AND figure_in_force.quarter IS NOT NULL
    WINDOW one_by_one AS (PARTITION BY indicator_code ORDER BY quarter_no)
),

compared AS (
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
    WHERE quarterly.submission_id = :submission_id AND quarterly.earlier_quarter_no = quarterly.quarter_no - 1
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
