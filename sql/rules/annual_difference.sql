-- The annual return's figure is not the fourth quarter's; the later of the two is asked, and the annual
-- return's remark answers.
WITH pair AS (
    SELECT
        annual.submission_id AS annual_id,
        quarterly.submission_id AS quarterly_id,
        annual.indicator_code,
        annual.project_no,
        annual.figure AS annual_figure,
        CASE WHEN annual.measure = 'flow' THEN quarterly.year_to_date ELSE quarterly.figure END AS quarterly_figure,
        annual.remark,
        annual.sheet AS annual_sheet,
        annual.cells ->> 'figure' AS annual_cell,
        quarterly.sheet AS quarterly_sheet,
        quarterly.cells ->> CASE WHEN annual.measure = 'flow' THEN 'year_to_date' ELSE 'figure' END AS quarterly_cell,
        CASE WHEN annual.measure = 'flow' THEN 'year_to_date' ELSE 'figure' END AS quarterly_field,
        (annual.arrived_at, annual.submission_id) > (quarterly.arrived_at, quarterly.submission_id) AS asks_annual
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
            SELECT submission.league_code
            FROM intake.part AS submission
            WHERE submission.submission_id = :submission_id
            LIMIT 1
        )
)

SELECT
    'data' AS part,
    CASE WHEN asks_annual THEN 'figure' ELSE quarterly_field END AS field,
    CASE WHEN asks_annual THEN annual_sheet ELSE quarterly_sheet END AS sheet,
    CASE WHEN asks_annual THEN annual_cell ELSE quarterly_cell END AS cell,
    project_no,
    indicator_code,
    TRIM_SCALE(CASE WHEN asks_annual THEN annual_figure ELSE quarterly_figure END)::text AS given,
    TRIM_SCALE(CASE WHEN asks_annual THEN quarterly_figure ELSE annual_figure END)::text AS expected,
    TRIM_SCALE(annual_figure - quarterly_figure)::text AS difference,
    JSONB_BUILD_OBJECT(
        'annual', TRIM_SCALE(annual_figure)::text,
        'quarterly', TRIM_SCALE(quarterly_figure)::text
    ) AS facts,
    remark
FROM pair
WHERE
    annual_figure <> quarterly_figure
    AND CASE WHEN asks_annual THEN annual_id ELSE quarterly_id END = :submission_id
ORDER BY indicator_code
