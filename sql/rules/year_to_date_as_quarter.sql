-- After the first quarter, year-to-dates that are the quarter's figures although last quarter had something:
-- of three indicators or more that are not 0, so that it is the column and no accident. Beside them those
-- that are 0. What is expected is left out where the figure itself is in doubt.
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
),

same AS (
    SELECT
        quarterly.*,
        count(*) FILTER (WHERE quarterly.figure > 0) OVER () AS figures
    FROM quarterly
    WHERE
        quarterly.submission_id = :submission_id
        AND quarterly.quarter > 1
        AND quarterly.earlier_quarter_no = quarterly.quarter_no - 1
        AND quarterly.earlier_to_date > 0
        AND quarterly.year_to_date = quarterly.figure
),

odd AS MATERIALIZED (
    SELECT
        own_history.indicator_code,
        own_history.said_by
    FROM intake.own_history
    WHERE
        own_history.league_code
        = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
        AND own_history.submission_id = :submission_id
        AND EXISTS (SELECT same.figures FROM same)
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
        WHEN odd.said_by IS NULL THEN trim_scale(same.earlier_to_date + same.figure)::text
    END AS expected,
    CASE WHEN odd.said_by IS NULL THEN trim_scale(-same.earlier_to_date)::text END AS difference
FROM same
LEFT JOIN odd ON same.indicator_code = odd.indicator_code
WHERE same.figures >= 3
ORDER BY same.indicator_code
