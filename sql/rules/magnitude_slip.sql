-- A quarter's figure that is about 10, 100 or 10,000 times the median of the league's last four, or that
-- part of it: a zero too many or too few, or a wrong unit. Levels below ten are too small to tell.
WITH history AS (
    SELECT
        ours.indicator_code,
        earlier.figure,
        row_number() OVER (PARTITION BY ours.indicator_code ORDER BY earlier.quarter_no DESC) AS back
    FROM intake.figure_in_force AS ours
    INNER JOIN intake.figure_in_force AS earlier
        ON
            ours.league_code = earlier.league_code
            AND ours.indicator_code = earlier.indicator_code
            AND ours.quarter_no > earlier.quarter_no
    WHERE ours.submission_id = :submission_id AND earlier.figure IS NOT NULL
),

level AS (
    SELECT
        indicator_code,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY figure)::numeric AS usual
    FROM history
    WHERE back <= 4
    GROUP BY indicator_code
    HAVING count(*) >= 2
),

compared AS (
    SELECT
        ours.*,
        level.usual,
        log(ours.figure / level.usual) AS magnitude
    FROM intake.figure_in_force AS ours
    INNER JOIN level ON ours.indicator_code = level.indicator_code
    WHERE
        ours.submission_id = :submission_id
        AND ours.quarter_no IS NOT NULL
        AND ours.figure > 0
        AND level.usual > 0
        AND greatest(ours.figure, level.usual) >= 100
        AND least(ours.figure, level.usual) >= 1
),

slipped AS (
    SELECT
        compared.*,
        slip.factor
    FROM compared
    INNER JOIN (
        VALUES
        (1, '10倍'), (2, '100倍'), (4, '10000倍'),
        (-1, '十分之一'), (-2, '百分之一'), (-4, '万分之一')
    ) AS slip (power, factor) ON abs(compared.magnitude - slip.power) <= 0.15
)

SELECT
    'data' AS part,
    'figure' AS field,
    sheet,
    project_no,
    indicator_code,
    remark,
    cells ->> 'figure' AS cell,
    trim_scale(figure)::text AS given,
    trim_scale(round(usual, 2))::text AS expected,
    trim_scale(figure - round(usual, 2))::text AS difference,
    jsonb_build_object('factor', factor) AS facts
FROM slipped
ORDER BY indicator_code
