-- A quarter's figure far off the league's own history: from eight earlier points on, more than eight robust
-- standard deviations (1.4826 x median absolute deviation) and more than the median itself away from it.
-- A slip by a power of ten is said by magnitude_slip.
WITH quarterly AS (
    SELECT
        figure_in_force.*,
        array_agg(figure_in_force.figure) OVER all_earlier AS history
    FROM intake.figure_in_force
    WHERE
        figure_in_force.league_code
        = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
        AND figure_in_force.quarter IS NOT NULL
        AND figure_in_force.figure IS NOT NULL
    WINDOW all_earlier AS (
        PARTITION BY indicator_code ORDER BY quarter_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

middle AS (
    SELECT
        quarterly.*,
        usual.median
    FROM quarterly
    CROSS JOIN
        LATERAL (
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY earlier.figure)::numeric AS median
            FROM unnest(quarterly.history) AS earlier (figure)
        ) AS usual
    WHERE quarterly.submission_id = :submission_id AND cardinality(quarterly.history) >= 8
),

spread AS (
    SELECT
        middle.*,
        away.deviation
    FROM middle
    CROSS JOIN LATERAL (
        SELECT
            1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(earlier.figure - middle.median))::numeric
                AS deviation
        FROM unnest(middle.history) AS earlier (figure)
    ) AS away
)

SELECT
    'data' AS part,
    'figure' AS field,
    sheet,
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells ->> 'figure' AS cell,
    trim_scale(figure)::text AS given,
    trim_scale(round(median, 2))::text AS expected,
    trim_scale(figure - round(median, 2))::text AS difference
FROM spread
WHERE
    greatest(figure, median) >= 100
    AND abs(figure - median) > greatest(8 * deviation, median)
    AND NOT EXISTS (
        SELECT 1
        FROM (VALUES (1), (2), (4), (-1), (-2), (-4)) AS slip (power)
        WHERE
            spread.figure > 0
            AND spread.median > 0
            AND abs(log(spread.figure / spread.median) - slip.power) <= 0.15
    )
ORDER BY indicator_code
