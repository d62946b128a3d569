-- What the SQL rules read of the league that the submission is of, worked out once for all of them. A rule
-- that names one of these without a schema reads it here; the views of the same names have every league's.
WITH league AS ( -- noqa: ST03
    SELECT min(part.league_code) AS league_code
    FROM intake.part
    WHERE part.submission_id = :submission_id
),

figure_in_force AS MATERIALIZED (
    SELECT figure_in_force.*
    FROM intake.figure_in_force
    WHERE figure_in_force.league_code = (SELECT league.league_code FROM league)
),

-- The quarters of main data, each beside the one that the league reported before.
quarterly AS MATERIALIZED ( -- noqa: ST03
    SELECT
        figure_in_force.*,
        lag(figure_in_force.quarter_no) OVER one_by_one AS earlier_quarter_no,
        lag(figure_in_force.period) OVER one_by_one AS earlier_period,
        lag(figure_in_force.figure) OVER one_by_one AS earlier_figure,
        lag(figure_in_force.year_to_date) OVER one_by_one AS earlier_to_date
    FROM figure_in_force
    WHERE figure_in_force.quarter IS NOT NULL
    WINDOW one_by_one AS (PARTITION BY figure_in_force.indicator_code ORDER BY figure_in_force.quarter_no)
),

-- Of the submission alone.
own_history AS MATERIALIZED ( -- noqa: ST03
    SELECT own_history.*
    FROM intake.own_history
    WHERE
        own_history.league_code = (SELECT league.league_code FROM league)
        AND own_history.submission_id = :submission_id
),

progress_in_force AS MATERIALIZED (
    SELECT progress_in_force.*
    FROM intake.progress_in_force
    WHERE progress_in_force.league_code = (SELECT league.league_code FROM league)
),

-- Each quarter's money beside that of the quarter before it, of the same year.
quarterly_money AS MATERIALIZED ( -- noqa: ST03
    SELECT
        progress_in_force.*,
        lag(progress_in_force.quarter) OVER one_by_one AS earlier_quarter,
        lag(progress_in_force.budget) OVER one_by_one AS earlier_budget,
        lag(progress_in_force.spent) OVER one_by_one AS earlier_spent
    FROM progress_in_force
    WINDOW one_by_one AS (
        PARTITION BY progress_in_force.project_no, progress_in_force.year ORDER BY progress_in_force.quarter
    )
)

SELECT
    NULL AS rule_id,
    NULL::jsonb AS offence
WHERE FALSE
