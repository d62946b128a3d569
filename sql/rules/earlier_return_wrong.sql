-- Year-to-dates, money and years' figures that do not fit an earlier return where that one's own figure is
-- still in question, and that do fit what it should have said: last quarter's year-to-date as the quarter
-- before it and its figure make it, or its figure within 2.5 times of the league's usual one; the budget of
-- the quarter before it. Correcting that return ends it. A figure that is odd by itself is not looked at, nor
-- is one in question that is only named beside another.
WITH in_question AS MATERIALIZED (
    SELECT DISTINCT
        finding.submission_id,
        finding.part,
        about.cell ->> 'cell' AS cell
    FROM intake.finding
    INNER JOIN intake.submission ON finding.submission_id = submission.submission_id
    CROSS JOIN LATERAL jsonb_array_elements(finding.cells) AS about (cell)
    WHERE
        submission.league_code = (SELECT league.league_code FROM league)
        AND finding.submission_id <> :submission_id
        AND finding.severity = 'warning'
        AND finding.resolved_at IS NULL
        AND finding.explanation IS NULL
        AND (about.cell ->> 'cell' = finding.cell OR about.cell ->> 'given' IS NOT NULL)
),

odd AS MATERIALIZED (
    SELECT
        history.submission_id,
        history.indicator_code,
        history.said_by,
        history.recent_median
    FROM history
    WHERE EXISTS (SELECT in_question.cell FROM in_question)
),

in_force AS MATERIALIZED (
    SELECT
        figure_in_force.*,
        odd.said_by,
        odd.recent_median,
        (figure_in_force.submission_id, figure_in_force.cells ->> 'figure') IN (
            SELECT
                in_question.submission_id,
                in_question.cell
            FROM in_question
            WHERE in_question.part = 'data'
        ) AS figure_in_question,
        (figure_in_force.submission_id, figure_in_force.cells ->> 'year_to_date') IN (
            SELECT
                in_question.submission_id,
                in_question.cell
            FROM in_question
            WHERE in_question.part = 'data'
        ) AS to_date_in_question
    FROM figure_in_force
    LEFT JOIN odd
        ON
            figure_in_force.submission_id = odd.submission_id
            AND figure_in_force.indicator_code = odd.indicator_code
    WHERE EXISTS (SELECT in_question.cell FROM in_question)
),

flows AS (
    SELECT
        ours.part,
        ours.sheet,
        ours.project_no,
        ours.indicator_code,
        ours.remark,
        ours.field,
        ours.given,
        ours.cell,
        earlier.period AS before,
        earlier.submission_id AS submission,
        ours.implied,
        CASE WHEN earlier.quarter > 1 THEN first.year_to_date ELSE 0 END AS start,
        earlier.figure AS earlier_figure,
        earlier.recent_median,
        earlier.figure_in_question,
        ours.rounding
    FROM (
        SELECT
            'data' AS part,
            in_force.sheet,
            in_force.project_no,
            in_force.indicator_code,
            in_force.remark,
            'year_to_date' AS field,
            in_force.year_to_date AS given,
            in_force.cells ->> 'year_to_date' AS cell,
            in_force.year_to_date - in_force.figure AS implied,
            in_force.year,
            in_force.quarter - 1 AS earlier_quarter,
            in_force.rounding
        FROM in_force
        WHERE
            in_force.submission_id = :submission_id
            AND in_force.quarter > 1
            AND in_force.measure = 'flow'
            AND in_force.said_by IS NULL
    ) AS ours
    INNER JOIN in_force AS earlier
        ON
            ours.indicator_code = earlier.indicator_code
            AND ours.year = earlier.year
            AND ours.earlier_quarter = earlier.quarter
    LEFT JOIN in_force AS first
        ON
            earlier.indicator_code = first.indicator_code
            AND earlier.year = first.year
            AND earlier.quarter - 1 = first.quarter
    WHERE
        (earlier.figure_in_question OR earlier.to_date_in_question)
        AND abs(ours.implied - earlier.year_to_date) > ours.rounding
),

years AS (
    SELECT
        'data' AS part,
        ours.sheet,
        ours.project_no,
        ours.indicator_code,
        ours.remark,
        'figure' AS field,
        ours.figure AS given,
        ours.cells ->> 'figure' AS cell,
        earlier.period AS before,
        earlier.submission_id AS submission,
        ours.figure AS implied,
        CASE WHEN ours.measure = 'flow' THEN first.year_to_date ELSE 0 END AS start,
        earlier.figure AS earlier_figure,
        earlier.recent_median,
        earlier.figure_in_question,
        ours.rounding
    FROM in_force AS ours
    INNER JOIN in_force AS earlier
        ON ours.indicator_code = earlier.indicator_code AND ours.year = earlier.year AND earlier.quarter = 4
    LEFT JOIN in_force AS first
        ON ours.indicator_code = first.indicator_code AND ours.year = first.year AND first.quarter = 3
    WHERE
        ours.submission_id = :submission_id
        AND ours.quarter IS NULL
        AND (ours.arrived_at, ours.submission_id) > (earlier.arrived_at, earlier.submission_id)
        AND (earlier.figure_in_question OR (ours.measure = 'flow' AND earlier.to_date_in_question))
        AND ours.figure <> CASE WHEN ours.measure = 'flow' THEN earlier.year_to_date ELSE earlier.figure END
),

money AS MATERIALIZED (
    SELECT
        progress_in_force.*,
        lag(progress_in_force.quarter) OVER one_by_one AS earlier_quarter,
        lag(progress_in_force.period) OVER one_by_one AS before,
        lag(progress_in_force.submission_id) OVER one_by_one AS submission,
        lag(progress_in_force.cells) OVER one_by_one AS earlier_cells,
        lag(progress_in_force.budget) OVER one_by_one AS earlier_budget,
        lag(progress_in_force.budget, 2) OVER one_by_one AS first_budget,
        lag(progress_in_force.spent) OVER one_by_one AS earlier_spent,
        lag(progress_in_force.spent, 2, 0) OVER one_by_one AS first_spent
    FROM progress_in_force
    WHERE EXISTS (SELECT in_question.cell FROM in_question)
    WINDOW one_by_one AS (PARTITION BY project_no, year ORDER BY quarter)
),

offence AS (
    SELECT
        part,
        sheet,
        project_no,
        indicator_code,
        remark,
        field,
        given,
        cell,
        before,
        submission
    FROM (
        SELECT * FROM flows
        UNION ALL
        SELECT * FROM years
    ) AS of_data
    WHERE
        start IS NULL
        OR abs(implied - start - earlier_figure) <= 2 * rounding
        OR (
            figure_in_question
            AND implied - start BETWEEN recent_median / 2.5 AND recent_median * 2.5
        )
    UNION ALL
    SELECT
        'progress' AS part,
        money.sheet,
        money.project_no,
        NULL AS indicator_code,
        money.remark,
        column_of.field,
        column_of.given,
        money.cells ->> column_of.field AS cell,
        money.before,
        money.submission
    FROM money
    CROSS JOIN
        LATERAL (
            VALUES
            (
                'budget',
                money.budget,
                money.budget <> money.earlier_budget
                AND money.budget = coalesce(money.first_budget, money.budget)
            ),
            ('spent', money.spent, money.spent < money.earlier_spent AND money.spent >= money.first_spent)
        ) AS column_of (field, given, fits)
    INNER JOIN in_question
        ON
            money.submission = in_question.submission_id
            AND in_question.part = 'progress'
            AND money.earlier_cells ->> column_of.field = in_question.cell
    WHERE
        money.submission_id = :submission_id
        AND money.earlier_quarter = money.quarter - 1
        AND column_of.fits
)

SELECT
    part,
    field,
    sheet,
    project_no,
    indicator_code,
    NULL AS expected,
    NULL AS difference,
    remark,
    cell,
    trim_scale(given)::text AS given,
    jsonb_build_object('before', before, 'submission', submission) AS facts
FROM offence
ORDER BY part, indicator_code, project_no, field
