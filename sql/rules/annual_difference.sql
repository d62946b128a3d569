-- The annual return's figure is not the fourth quarter's; the later of the two is asked, and the annual
-- return's remark answers.
WITH pair AS (
    SELECT
        annual.submission_id AS annual_id,
        quarterly.submission_id AS quarterly_id,
        annual.indicator_code,
        annual.project_no,
        annual.figure AS annual_figure,
        annual.remark,
        annual.sheet AS annual_sheet,
        quarterly.sheet AS quarterly_sheet,
        CASE WHEN annual.measure = 'flow' THEN quarterly.year_to_date ELSE quarterly.figure END
            AS quarterly_figure,
        annual.cells ->> 'figure' AS annual_cell,
        quarterly.cells
        ->> CASE WHEN annual.measure = 'flow' THEN 'year_to_date' ELSE 'figure' END AS quarterly_cell,
        CASE WHEN annual.measure = 'flow' THEN 'year_to_date' ELSE 'figure' END AS quarterly_field,
        (annual.arrived_at, annual.submission_id)
        > (quarterly.arrived_at, quarterly.submission_id) AS asks_annual
    FROM intake.figure_in_force AS annual
    INNER JOIN intake.figure_in_force AS quarterly
        ON
            annual.league_code = quarterly.league_code
            AND annual.indicator_code = quarterly.indicator_code
            AND annual.year = quarterly.year
            AND quarterly.quarter = 4
    WHERE
        annual.quarter IS NULL
        AND annual.league_code = (
            SELECT min(judged.league_code)
            FROM intake.part AS judged
            WHERE judged.submission_id = :submission_id
        )
)

SELECT
    'data' AS part,
    project_no,
    indicator_code,
    remark,
    CASE WHEN asks_annual THEN 'figure' ELSE quarterly_field END AS field,
    CASE WHEN asks_annual THEN annual_sheet ELSE quarterly_sheet END AS sheet,
    CASE WHEN asks_annual THEN annual_cell ELSE quarterly_cell END AS cell,
    trim_scale(CASE WHEN asks_annual THEN annual_figure ELSE quarterly_figure END)::text AS given,
    trim_scale(CASE WHEN asks_annual THEN quarterly_figure ELSE annual_figure END)::text AS expected,
    trim_scale(annual_figure - quarterly_figure)::text AS difference,
    jsonb_build_object(
        'annual', trim_scale(annual_figure)::text,
        'quarterly', trim_scale(quarterly_figure)::text
    ) AS facts
FROM pair
WHERE
    annual_figure <> quarterly_figure
    AND CASE WHEN asks_annual THEN annual_id ELSE quarterly_id END = :submission_id
ORDER BY indicator_code
