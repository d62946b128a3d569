-- A quarter's figure far off the league's own history: from eight earlier points on, more than eight robust
-- standard deviations (1.4826 x median absolute deviation) and more than the median itself away from it.
WITH history AS (
    SELECT
        ours.indicator_code,
        earlier.figure
    FROM intake.figure_in_force AS ours
    INNER JOIN intake.figure_in_force AS earlier
        ON
            ours.league_code = earlier.league_code
            AND ours.indicator_code = earlier.indicator_code
            AND ours.quarter_no > earlier.quarter_no
    WHERE ours.submission_id = :submission_id AND earlier.figure IS NOT NULL
),

middle AS (
    SELECT
        indicator_code,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY figure)::numeric AS median
    FROM history
    GROUP BY indicator_code
    HAVING count(*) >= 8
),

spread AS (
    SELECT
        middle.indicator_code,
        middle.median,
        1.4826
        * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(history.figure - middle.median))::numeric
            AS deviation
    FROM middle
    INNER JOIN history ON middle.indicator_code = history.indicator_code
    GROUP BY middle.indicator_code, middle.median
)

SELECT
    'data' AS part,
    'figure' AS field,
    ours.sheet,
    ours.project_no,
    ours.indicator_code,
    NULL::jsonb AS facts,
    ours.remark,
    ours.cells ->> 'figure' AS cell,
    trim_scale(ours.figure)::text AS given,
    trim_scale(round(spread.median, 2))::text AS expected,
    trim_scale(ours.figure - round(spread.median, 2))::text AS difference
FROM intake.figure_in_force AS ours
INNER JOIN spread ON ours.indicator_code = spread.indicator_code
WHERE
    ours.submission_id = :submission_id
    AND ours.quarter_no IS NOT NULL
    AND greatest(ours.figure, spread.median) >= 100
    AND abs(ours.figure - spread.median) > greatest(8 * spread.deviation, spread.median)
    -- A slip by a power of ten is said by magnitude_slip.
    AND (
        ours.figure = 0
        OR NOT EXISTS (
            SELECT 1
            FROM (VALUES (1), (2), (4), (-1), (-2), (-4)) AS slip (power)
            WHERE abs(log(ours.figure / greatest(spread.median, 1)) - slip.power) <= 0.15
        )
    )
ORDER BY ours.indicator_code
