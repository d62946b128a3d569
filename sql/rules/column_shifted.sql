-- Figures that stand a row too low or too high: of those that are not near the indicator's own usual figure
-- (within a factor of 1.4), eight at least and four in five are near that of the indicator one row up or
-- down. Usual is the median of the league's last four quarters. The cells are all from the first such row to
-- the last, and the one before and after.
WITH beside AS (
    SELECT
        ours.*,
        ways.way,
        ways.other,
        ways.median AS other_median
    FROM (
        SELECT
            ours.*,
            lag(ours.recent_median) OVER (ORDER BY ours.row_no) AS median_above,
            lead(ours.recent_median) OVER (ORDER BY ours.row_no) AS median_below
        FROM own_history AS ours
        WHERE ours.quarter IS NOT NULL
    ) AS ours
    CROSS JOIN
        LATERAL (
            VALUES ('向下', '上一行', ours.median_above), ('向上', '下一行', ours.median_below)
        ) AS ways (way, other, median)
),

judged AS (
    SELECT
        beside.*,
        coalesce(abs(ln(shares.of_own::double precision)) > ln(1.4), FALSE) AS is_off,
        coalesce(abs(ln(shares.of_other::double precision)) <= ln(1.4), FALSE) AS is_others
    FROM beside
    CROSS JOIN LATERAL (
        VALUES (
            (1 + beside.figure) / (1 + beside.recent_median), (1 + beside.figure) / (1 + beside.other_median)
        )
    ) AS shares (of_own, of_other)
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
