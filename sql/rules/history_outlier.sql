-- A quarter's figure far off the league's own history: from eight earlier points on, more than eight robust
-- standard deviations (1.4826 x median absolute deviation) and more than the median itself away from it.
WITH history AS (
    SELECT
        ours.indicator_code,
        before.figure
    FROM intake.figure_in_force AS ours
    INNER JOIN intake.figure_in_force AS before
        ON
            ours.league_code = before.league_code
            AND ours.indicator_code = before.indicator_code
            AND ours.quarter_no > before.quarter_no
    WHERE ours.submission_id = :submission_id AND before.figure IS NOT NULL
),

middle AS (
    SELECT
        indicator_code,
        PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY figure)::numeric AS median
    FROM history
    GROUP BY indicator_code
    HAVING COUNT(*) >= 8
),

spread AS (
    SELECT
        middle.indicator_code,
        middle.median,
        1.4826 * PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ABS(history.figure - middle.median))::numeric AS deviation
    FROM middle
    INNER JOIN history ON middle.indicator_code = history.indicator_code
    GROUP BY middle.indicator_code, middle.median
)

SELECT
    'data' AS part,
    'figure' AS field,
    ours.sheet,
    ours.cells ->> 'figure' AS cell,
    ours.project_no,
    ours.indicator_code,
    TRIM_SCALE(ours.figure)::text AS given,
    TRIM_SCALE(ROUND(spread.median, 2))::text AS expected,
    TRIM_SCALE(ours.figure - ROUND(spread.median, 2))::text AS difference,
    NULL::jsonb AS facts,
    ours.remark
FROM intake.figure_in_force AS ours
INNER JOIN spread ON ours.indicator_code = spread.indicator_code
WHERE
    ours.submission_id = :submission_id
    AND ours.quarter_no IS NOT NULL
    AND GREATEST(ours.figure, spread.median) >= 100
    AND ABS(ours.figure - spread.median) > GREATEST(8 * spread.deviation, spread.median)
    -- A slip by a power of ten is said by magnitude_slip.
    AND (
        ours.figure = 0
        OR NOT EXISTS (
            SELECT 1
            FROM (VALUES (1), (2), (4), (-1), (-2), (-4)) AS slip (power)
            WHERE ABS(LOG(ours.figure / GREATEST(spread.median, 1)) - slip.power) <= 0.15
        )
    )
ORDER BY ours.indicator_code
