-- What the SQL rules read of the league that the submission is of, worked out once for all of them. A rule
-- that names one of these without a schema reads it here; the views of the same names have every league's.
WITH league AS ( -- noqa: ST03
    SELECT
        min(part.league_code) AS league_code,
        min(part.period) AS period
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

-- Each figure beside the quarters that the league reported before, and which rule finds it odd. Worked out
-- only for the figures that are asked for.
figure_beside AS NOT MATERIALIZED ( -- noqa: ST03
    SELECT
        figure_in_force.*,
        array_agg(figure_in_force.figure)
        FILTER (WHERE figure_in_force.quarter IS NOT NULL AND figure_in_force.figure IS NOT NULL)
            OVER all_earlier AS earlier
    FROM figure_in_force
    -- A year comes after its fourth quarter.
    WINDOW all_earlier AS (
        PARTITION BY figure_in_force.indicator_code
        ORDER BY
            coalesce(figure_in_force.quarter_no, 4 * figure_in_force.year + 5),
            figure_in_force.quarter_no NULLS FIRST
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

compared AS NOT MATERIALIZED (
    SELECT
        figures.*,
        coalesce(cardinality(figures.earlier), 0) AS quarters,
        usual.median,
        recent.median AS recent_median,
        usual.lowest,
        usual.highest,
        usual.log_median,
        spread.log_deviation,
        CASE
            WHEN
                figures.figure > 0 AND recent.median > 0
                THEN log((figures.figure / recent.median)::double precision)
        END AS magnitude
    FROM figure_beside AS figures
    CROSS JOIN
        LATERAL (
            SELECT
                percentile_cont(0.5) WITHIN GROUP (ORDER BY before.figure)::numeric AS median,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY ln(before.figure::double precision + 1))
                    AS log_median,
                min(before.figure) AS lowest,
                max(before.figure) AS highest
            FROM unnest(figures.earlier) AS before (figure)
        ) AS usual
    CROSS JOIN
        LATERAL (
            SELECT
                1.4826 * percentile_cont(0.5) WITHIN GROUP (
                    ORDER BY abs(ln(before.figure::double precision + 1) - usual.log_median)
                ) AS log_deviation
            FROM unnest(figures.earlier) AS before (figure)
        ) AS spread
    CROSS JOIN LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY before.figure)::numeric AS median
        FROM unnest(figures.earlier[greatest(cardinality(figures.earlier) - 3, 1):]) AS before (figure)
    ) AS recent
),

history AS NOT MATERIALIZED ( -- noqa: ST03
    SELECT
        compared.submission_id,
        compared.period,
        compared.year,
        compared.quarter,
        compared.sheet,
        compared.row_no,
        compared.project_no,
        compared.indicator_code,
        compared.measure,
        compared.figure,
        compared.year_to_date,
        compared.remark,
        compared.cells,
        compared.quarters,
        compared.median,
        compared.recent_median,
        slip.factor,
        CASE
            WHEN slip.factor IS NOT NULL THEN 'magnitude_slip'
            WHEN
                compared.quarter IS NOT NULL
                AND compared.quarters >= 8
                AND greatest(compared.figure, compared.median) >= 100
                AND abs(ln(compared.figure::double precision + 1) - compared.log_median)
                > greatest(5 * compared.log_deviation, ln(2.5))
                AND (compared.figure < compared.lowest / 1.5 OR compared.figure > compared.highest * 1.5)
                THEN 'history_outlier'
        END AS said_by
    FROM compared
    LEFT JOIN (
        VALUES
        (1, '10'), (2, '100'), (4, '10000'), (-1, '10'), (-2, '100'), (-4, '10000')
    ) AS slip (power, factor)
        ON
            compared.quarter IS NOT NULL
            AND compared.quarters >= 2
            AND greatest(compared.figure, compared.recent_median) >= 100
            AND abs(compared.magnitude - slip.power) <= 0.15
),

own_history AS MATERIALIZED ( -- noqa: ST03
    SELECT history.*
    FROM history
    WHERE history.submission_id = :submission_id
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
),

-- What its counties had in the submission's period and in the one before.
counties AS MATERIALIZED ( -- noqa: ST03
    SELECT
        row_in_force.*,
        (row_in_force."values" ->> 'figure')::numeric AS figure,
        (row_in_force."values" ->> 'year_to_date')::numeric AS year_to_date
    FROM intake.row_in_force
    WHERE
        row_in_force.feeds = 'counties'
        AND row_in_force.league_code = (SELECT league.league_code FROM league)
        AND row_in_force.period IN (
            SELECT unnest(ARRAY[period.period, period.predecessor])
            FROM reference.period
            INNER JOIN league ON period.period = league.period
        )
)

SELECT
    NULL AS rule_id,
    NULL::jsonb AS offence
WHERE FALSE
