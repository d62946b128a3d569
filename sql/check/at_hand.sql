-- What the SQL rules read of the league that the submission is of, worked out once for all of them.
WITH league AS ( -- noqa: ST03
    SELECT DISTINCT
        part.league_code,
        period.period,
        period.predecessor,
        period.year,
        CASE WHEN period.cadence = 'quarter' THEN period.sequence END AS quarter_no
    FROM intake.part
    INNER JOIN reference.period AS period ON part.period = period.period
    WHERE part.submission_id = :submission_id
),

-- First, so that what is known of a part is not looked up for each of its rows.
part_in_force AS MATERIALIZED (
    SELECT
        part.part_id,
        part.submission_id,
        submission.arrived_at,
        part.league_code,
        part.return_kind,
        part.period,
        part.part,
        asked.feeds,
        period.year,
        CASE WHEN period.cadence = 'quarter' THEN period.number END AS quarter,
        CASE WHEN period.cadence = 'quarter' THEN period.sequence END AS quarter_no,
        period.predecessor,
        part.sheet,
        part.header_cells
    FROM intake.part
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN intake.submission ON part.submission_id = submission.submission_id
    INNER JOIN reference.period AS period ON part.period = period.period
    INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
    WHERE part.league_code = (SELECT league.league_code FROM league)
),

-- Main data. `rounding` is how far rounding may put a sum off; a year has no quarter.
figure_in_force AS MATERIALIZED (
    SELECT
        part_in_force.submission_id,
        part_in_force.arrived_at,
        part_in_force.league_code,
        part_in_force.return_kind,
        part_in_force.period,
        part_in_force.year,
        part_in_force.quarter,
        part_in_force.quarter_no,
        part_in_force.sheet,
        reported.row_no,
        reported.indicator_code,
        indicator.project_no,
        indicator.measure,
        indicator.unit_zh,
        reported.figure,
        reported.year_to_date,
        reported.remark,
        reported.cells,
        CASE WHEN indicator.decimals > 0 THEN ('1e-' || indicator.decimals)::numeric ELSE 0 END AS rounding
    FROM part_in_force
    INNER JOIN intake.reported_figure AS reported ON part_in_force.part_id = reported.part_id
    INNER JOIN reference.indicator AS indicator ON reported.indicator_code = indicator.indicator_code
    WHERE part_in_force.feeds IN ('figures', 'year')
),

-- The submission's main data of a quarter, beside that of the quarter before it. (A window over the two: a
-- join of what is at hand with itself would be planned as if it were a row or two.)
quarterly AS MATERIALIZED ( -- noqa: ST03
    SELECT beside.*
    FROM (
        SELECT
            figure_in_force.*,
            lag(figure_in_force.period) OVER one_by_one AS earlier_period,
            lag(figure_in_force.figure) OVER one_by_one AS earlier_figure,
            lag(figure_in_force.year_to_date) OVER one_by_one AS earlier_to_date
        FROM figure_in_force
        WHERE
            figure_in_force.quarter_no
            BETWEEN (SELECT league.quarter_no - 1 FROM league) AND (SELECT league.quarter_no FROM league)
        WINDOW one_by_one AS (PARTITION BY figure_in_force.indicator_code ORDER BY figure_in_force.quarter_no)
    ) AS beside
    WHERE beside.submission_id = :submission_id AND beside.earlier_period IS NOT NULL
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

-- `magnitude` is by how many powers of ten a figure is off the median of the last four.
compared AS NOT MATERIALIZED (
    SELECT
        figures.*,
        usual.*,
        recent.median AS recent_median,
        CASE
            WHEN figures.figure > 0 AND recent.median > 0
                THEN log((figures.figure / recent.median)::double precision)
        END AS magnitude
    FROM figure_beside AS figures
    CROSS JOIN
        LATERAL (
            SELECT
                count(*) AS quarters,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY before.figure)::numeric AS median,
                min(before.figure) AS lowest,
                max(before.figure) AS highest
            FROM unnest(figures.earlier) AS before (figure)
        ) AS usual
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
        compared.unit_zh,
        compared.figure,
        compared.year_to_date,
        compared.remark,
        compared.cells,
        compared.quarters,
        compared.median,
        compared.recent_median,
        '1' || repeat('0', abs(round(compared.magnitude))::integer) AS factor,
        CASE
            WHEN
                compared.quarter IS NOT NULL
                AND compared.quarters >= 2
                AND greatest(compared.figure, compared.recent_median) >= 100
                AND abs(compared.magnitude - round(compared.magnitude)) <= 0.15
                AND abs(round(compared.magnitude)) IN (1, 2, 4)
                THEN 'magnitude_slip'
            WHEN
                compared.quarter IS NOT NULL
                AND compared.quarters >= 8
                AND greatest(compared.figure, compared.median) >= 100
                AND (compared.figure < compared.lowest / 1.5 OR compared.figure > compared.highest * 1.5)
                -- The dearest is asked last, and of few.
                AND (
                    SELECT
                        abs(ln(compared.figure::double precision + 1) - middle.log)
                        > greatest(
                            5 * 1.4826
                            * percentile_cont(0.5) WITHIN GROUP (
                                ORDER BY abs(ln(before.figure::double precision + 1) - middle.log)
                            ),
                            ln(2.5)
                        )
                    FROM unnest(compared.earlier) AS before (figure)
                    CROSS JOIN (
                        SELECT
                            percentile_cont(0.5) WITHIN GROUP (
                                ORDER BY ln(each.figure::double precision + 1)
                            ) AS log
                        FROM unnest(compared.earlier) AS each (figure)
                    ) AS middle
                    GROUP BY middle.log
                )
                THEN 'history_outlier'
        END AS said_by
    FROM compared
),

own_history AS MATERIALIZED ( -- noqa: ST03
    SELECT history.*
    FROM history
    WHERE history.submission_id = :submission_id
),

progress_in_force AS MATERIALIZED (
    SELECT
        part_in_force.submission_id,
        part_in_force.arrived_at,
        part_in_force.period,
        part_in_force.year,
        part_in_force.quarter,
        part_in_force.quarter_no,
        part_in_force.sheet,
        reported.project_no,
        reported.status,
        reported.progress,
        reported.budget,
        reported.spent,
        reported.remark,
        reported.cells
    FROM part_in_force
    INNER JOIN intake.reported_progress AS reported ON part_in_force.part_id = reported.part_id
    WHERE part_in_force.feeds = 'progress'
),

-- The submission's project progress, beside that of the quarter before it.
quarterly_progress AS MATERIALIZED ( -- noqa: ST03
    SELECT beside.*
    FROM (
        SELECT
            progress_in_force.*,
            lag(progress_in_force.period) OVER one_by_one AS earlier_period,
            lag(progress_in_force.quarter) OVER one_by_one AS earlier_quarter,
            lag(progress_in_force.progress) OVER one_by_one AS earlier_progress,
            lag(progress_in_force.budget) OVER one_by_one AS earlier_budget,
            lag(progress_in_force.spent) OVER one_by_one AS earlier_spent
        FROM progress_in_force
        WHERE
            progress_in_force.quarter_no
            BETWEEN (SELECT league.quarter_no - 1 FROM league) AND (SELECT league.quarter_no FROM league)
        WINDOW one_by_one AS (
            PARTITION BY progress_in_force.project_no
            ORDER BY progress_in_force.quarter_no
        )
    ) AS beside
    WHERE beside.submission_id = :submission_id AND beside.earlier_quarter IS NOT NULL
),

-- What its counties had in the submission's period and in the one before.
counties AS MATERIALIZED ( -- noqa: ST03
    SELECT
        part_in_force.submission_id,
        part_in_force.arrived_at,
        part_in_force.league_code,
        part_in_force.return_kind,
        part_in_force.period,
        part_in_force.part,
        part_in_force.year,
        part_in_force.predecessor,
        part_in_force.sheet,
        part_in_force.header_cells,
        reported.subject_code,
        reported.indicator_code,
        reported."values",
        reported.cells,
        (reported."values" ->> 'figure')::numeric AS figure,
        (reported."values" ->> 'year_to_date')::numeric AS year_to_date
    FROM part_in_force
    INNER JOIN intake.reported_row AS reported ON part_in_force.part_id = reported.part_id
    WHERE
        part_in_force.feeds = 'counties'
        AND part_in_force.period IN (
            SELECT unnest(ARRAY[league.period, league.predecessor])
            FROM league
        )
)

SELECT
    NULL AS rule_id,
    NULL::jsonb AS offence
WHERE FALSE
