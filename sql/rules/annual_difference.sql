-- The annual return's figure is not the fourth quarter's; the later of the two is asked, and the annual
-- return's remark answers. (A year's row comes right after its fourth quarter's in each partition.)
WITH paired AS (
    SELECT
        figure_in_force.*,
        CASE WHEN figure_in_force.measure = 'flow' THEN 'year_to_date' ELSE 'figure' END AS quarterly_field,
        lag(figure_in_force.quarter) OVER one_by_one AS earlier_quarter,
        lag(figure_in_force.submission_id) OVER one_by_one AS quarterly_id,
        lag(figure_in_force.arrived_at) OVER one_by_one AS quarterly_arrived_at,
        lag(figure_in_force.sheet) OVER one_by_one AS quarterly_sheet,
        lag(figure_in_force.cells) OVER one_by_one AS quarterly_cells,
        lag(
            CASE
                WHEN figure_in_force.measure = 'flow' THEN figure_in_force.year_to_date ELSE
                    figure_in_force.figure
            END
        ) OVER one_by_one AS quarterly_figure
    FROM figure_in_force
    WHERE
        figure_in_force.year = (SELECT league.year FROM league)
        AND coalesce(figure_in_force.quarter, 4) = 4
    WINDOW one_by_one AS (PARTITION BY indicator_code, year ORDER BY quarter NULLS LAST)
),

differing AS (
    SELECT
        paired.*,
        (paired.arrived_at, paired.submission_id)
        > (paired.quarterly_arrived_at, paired.quarterly_id) AS asks_annual
    FROM paired
    WHERE paired.quarter IS NULL AND paired.earlier_quarter = 4 AND paired.figure <> paired.quarterly_figure
)

SELECT
    'data' AS part,
    project_no,
    indicator_code,
    remark,
    CASE WHEN asks_annual THEN 'figure' ELSE quarterly_field END AS field,
    CASE WHEN asks_annual THEN sheet ELSE quarterly_sheet END AS sheet,
    CASE WHEN asks_annual THEN cells ->> 'figure' ELSE quarterly_cells ->> quarterly_field END AS cell,
    trim_scale(CASE WHEN asks_annual THEN figure ELSE quarterly_figure END)::text AS given,
    trim_scale(CASE WHEN asks_annual THEN quarterly_figure ELSE figure END)::text AS expected,
    trim_scale(CASE WHEN asks_annual THEN figure - quarterly_figure ELSE quarterly_figure - figure END)::text
        AS difference,
    jsonb_build_object(
        'annual', trim_scale(figure)::text, 'quarterly', trim_scale(quarterly_figure)::text
    ) AS facts
FROM differing
WHERE CASE WHEN asks_annual THEN submission_id ELSE quarterly_id END = :submission_id
ORDER BY indicator_code
