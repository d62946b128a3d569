-- A flow's year-to-date that is not last quarter's plus the quarter (a fall is year_to_date_falls).
WITH quarterly AS (
    SELECT
        figure_in_force.*,
        lag(figure_in_force.quarter_no) OVER one_by_one AS earlier_quarter_no,
        lag(figure_in_force.year_to_date) OVER one_by_one AS earlier_to_date
    FROM intake.figure_in_force
    WHERE
        figure_in_force.league_code
        = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
        AND figure_in_force.quarter IS NOT NULL
        AND figure_in_force.measure = 'flow'
    WINDOW one_by_one AS (PARTITION BY indicator_code ORDER BY quarter_no)
)

SELECT
    'data' AS part,
    'year_to_date' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells AS row_cells,
    cells ->> 'year_to_date' AS cell,
    trim_scale(year_to_date)::text AS given,
    trim_scale(earlier_to_date + figure)::text AS expected,
    trim_scale(year_to_date - earlier_to_date - figure)::text AS difference
FROM quarterly
WHERE
    submission_id = :submission_id
    AND quarter > 1
    AND earlier_quarter_no = quarter_no - 1
    AND year_to_date >= earlier_to_date
    AND abs(year_to_date - earlier_to_date - figure) > rounding
ORDER BY indicator_code
