-- Figures that stand a row too low or too high: of those that are not near the indicator's own usual figure
-- (within a factor of 1.4), eight at least and four in five are near that of the indicator one row up or
-- down. Usual is the median of the league's last four quarters. The cells are all from the first such row to
-- the last, and the one before and after.
WITH league AS (
    SELECT min(part.league_code) AS league_code
    FROM intake.part
    WHERE part.submission_id = :submission_id
),

figures AS MATERIALIZED (
    SELECT figure_in_force.*
    FROM intake.figure_in_force
    WHERE figure_in_force.league_code = (SELECT league.league_code FROM league)
),

ours AS (
    SELECT
        figures.*,
        reported_figure.row_no,
        (
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY recent.figure)::numeric
            FROM (
                SELECT before.figure
                FROM figures AS before
                WHERE
                    before.indicator_code = figures.indicator_code
                    AND before.quarter_no < figures.quarter_no
                    AND before.figure IS NOT NULL
                ORDER BY before.quarter_no DESC
                LIMIT 4
            ) AS recent
        ) AS median
    FROM figures
    INNER JOIN intake.part ON figures.submission_id = part.submission_id AND part.part = 'data'
    INNER JOIN intake.reported_figure
        ON part.part_id = reported_figure.part_id AND figures.indicator_code = reported_figure.indicator_code
    WHERE figures.submission_id = :submission_id AND figures.quarter IS NOT NULL
),

beside AS (
    SELECT
        ours.*,
        ways.way,
        ways.other,
        ways.median AS other_median
    FROM (
        SELECT
            ours.*,
            lag(ours.median) OVER (ORDER BY ours.row_no) AS median_above,
            lead(ours.median) OVER (ORDER BY ours.row_no) AS median_below
        FROM ours
    ) AS ours
    CROSS JOIN
        LATERAL (
            VALUES ('向下', '上一行', ours.median_above), ('向上', '下一行', ours.median_below)
        ) AS ways (way, other, median)
),

judged AS (
    SELECT
        beside.*,
        coalesce(abs(ln((1 + beside.figure) / (1 + beside.median))) > ln(1.4), FALSE) AS is_off,
        coalesce(abs(ln((1 + beside.figure) / (1 + beside.other_median))) <= ln(1.4), FALSE) AS is_others
    FROM beside
),

counted AS (
    SELECT
        way,
        min(row_no) FILTER (WHERE is_off AND is_others) AS first_row,
        max(row_no) FILTER (WHERE is_off AND is_others) AS last_row
    FROM judged
    GROUP BY way
    HAVING
        count(*) FILTER (WHERE is_off AND is_others) >= 8
        AND count(*) FILTER (WHERE is_off AND is_others) >= 0.8 * count(*) FILTER (WHERE is_off)
)

SELECT
    'data' AS part,
    'figure' AS field,
    judged.sheet,
    judged.project_no,
    judged.indicator_code,
    NULL AS expected,
    NULL AS difference,
    judged.remark,
    judged.cells ->> 'figure' AS cell,
    trim_scale(judged.figure)::text AS given,
    jsonb_build_object('way', judged.way, 'other', judged.other) AS facts
FROM judged
INNER JOIN
    counted
    ON judged.way = counted.way AND judged.row_no BETWEEN counted.first_row - 1 AND counted.last_row + 1
ORDER BY judged.row_no
