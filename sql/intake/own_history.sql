DROP VIEW IF EXISTS intake.own_history;

CREATE VIEW intake.own_history AS
WITH figures AS (
    SELECT
        figure_in_force.*,
        array_agg(figure_in_force.figure)
        FILTER (WHERE figure_in_force.quarter IS NOT NULL AND figure_in_force.figure IS NOT NULL)
            OVER all_earlier AS earlier
    FROM intake.figure_in_force
    -- A year comes after its fourth quarter.
    WINDOW all_earlier AS (
        PARTITION BY figure_in_force.league_code, figure_in_force.indicator_code
        ORDER BY
            coalesce(figure_in_force.quarter_no, 4 * figure_in_force.year + 5),
            figure_in_force.quarter_no NULLS FIRST
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

compared AS (
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
    FROM figures
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
)

SELECT
    compared.submission_id,
    compared.league_code,
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
        AND abs(compared.magnitude - slip.power) <= 0.15;
COMMENT ON VIEW intake.own_history IS
'Figures in force beside the quarters that the same league reported before, and which rule finds them odd';
COMMENT ON COLUMN intake.own_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN intake.own_history.league_code IS 'The league';
COMMENT ON COLUMN intake.own_history.period IS 'The quarter, or the year';
COMMENT ON COLUMN intake.own_history.year IS 'The period''s year';
COMMENT ON COLUMN intake.own_history.quarter IS 'The period''s quarter; blank for a year';
COMMENT ON COLUMN intake.own_history.sheet IS 'The sheet';
COMMENT ON COLUMN intake.own_history.row_no IS 'Its place among the part''s rows';
COMMENT ON COLUMN intake.own_history.project_no IS 'The indicator''s project';
COMMENT ON COLUMN intake.own_history.indicator_code IS 'The indicator';
COMMENT ON COLUMN intake.own_history.measure IS 'flow or stock';
COMMENT ON COLUMN intake.own_history.figure IS 'The quarter''s or the year''s figure';
COMMENT ON COLUMN intake.own_history.year_to_date IS 'A flow since 1 January';
COMMENT ON COLUMN intake.own_history.remark IS 'The league''s remark';
COMMENT ON COLUMN intake.own_history.cells IS 'The cell of each field';
COMMENT ON COLUMN intake.own_history.quarters IS 'How many earlier quarters have a figure in force';
COMMENT ON COLUMN intake.own_history.median IS 'Their median';
COMMENT ON COLUMN intake.own_history.recent_median IS 'The median of the last four of them';
COMMENT ON COLUMN intake.own_history.factor IS
'By which factor it is off the recent median, where that is about 10, 100 or 10,000, up or down';
COMMENT ON COLUMN intake.own_history.said_by IS
'magnitude_slip or history_outlier: the rule that finds the quarter''s figure odd; blank: none';
