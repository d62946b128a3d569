-- A quarter's figure that is about 10, 100 or 10,000 times the median of the league's last four, or that
-- part of it: a zero too many or too few, or a wrong unit. Levels below ten are too small to tell.
WITH history AS (
    SELECT
        ours.indicator_code,
        before.figure,
        ROW_NUMBER() OVER (PARTITION BY ours.indicator_code ORDER BY before.quarter_no DESC) AS back
    FROM intake.figure_in_force AS ours
    INNER JOIN intake.figure_in_force AS before
        ON
            ours.league_code = before.league_code
            AND ours.indicator_code = before.indicator_code
            AND ours.quarter_no > before.quarter_no
    WHERE ours.submission_id = :submission_id AND before.figure IS NOT NULL
),

level AS (
    SELECT
        indicator_code,
        PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY figure)::numeric AS usual
    FROM history
    WHERE back <= 4
    GROUP BY indicator_code
    HAVING COUNT(*) >= 2
),

compared AS (
    SELECT
        ours.*,
        level.usual,
        LOG(ours.figure / level.usual) AS magnitude
    FROM intake.figure_in_force AS ours
    INNER JOIN level ON ours.indicator_code = level.indicator_code
    WHERE
        ours.submission_id = :submission_id
        AND ours.quarter_no IS NOT NULL
        AND ours.figure > 0
        AND level.usual > 0
        AND GREATEST(ours.figure, level.usual) >= 100
        AND LEAST(ours.figure, level.usual) >= 1
),

slipped AS (
    SELECT
        compared.*,
        slip.factor
    FROM compared
    INNER JOIN (VALUES
        (1, '10倍'), (2, '100倍'), (4, '10000倍'),
        (-1, '十分之一'), (-2, '百分之一'), (-4, '万分之一')
    ) AS slip (power, factor) ON ABS(compared.magnitude - slip.power) <= 0.15
)

SELECT
    'data' AS part,
    'figure' AS field,
    sheet,
    cells ->> 'figure' AS cell,
    project_no,
    indicator_code,
    TRIM_SCALE(figure)::text AS given,
    TRIM_SCALE(ROUND(usual, 2))::text AS expected,
    TRIM_SCALE(figure - ROUND(usual, 2))::text AS difference,
    JSONB_BUILD_OBJECT('factor', factor) AS facts,
    remark
FROM slipped
ORDER BY indicator_code
