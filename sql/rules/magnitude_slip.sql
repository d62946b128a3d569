-- A quarter's figure that is about 10, 100 or 10,000 times the median of the league's last four, or that
-- part of it: a zero too many or too few, or a wrong unit. Levels below a hundred are too small to tell.
WITH quarterly AS (
    SELECT
        figure_in_force.*,
        array_agg(figure_in_force.figure) OVER last_four AS history
    FROM intake.figure_in_force
    WHERE
        figure_in_force.league_code
        = (
            SELECT min(part.league_code) FROM intake.part
            WHERE part.submission_id = :submission_id
        )
        AND figure_in_force.quarter IS NOT NULL
        AND figure_in_force.figure IS NOT NULL
    WINDOW last_four AS (
        PARTITION BY indicator_code ORDER BY quarter_no ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING
    )
),

compared AS (
    SELECT
        quarterly.*,
        round(usual.median::numeric, 2) AS usual,
        CASE
            WHEN
                quarterly.figure > 0 AND usual.median > 0
                THEN log((quarterly.figure / usual.median)::numeric)
        END AS magnitude
    FROM quarterly
    CROSS JOIN
        LATERAL (
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY earlier.figure) AS median
            FROM unnest(quarterly.history) AS earlier (figure)
        ) AS usual
    WHERE
        quarterly.submission_id = :submission_id
        AND cardinality(quarterly.history) >= 2
        AND greatest(quarterly.figure, usual.median) >= 100
)

SELECT
    'data' AS part,
    'figure' AS field,
    compared.sheet,
    compared.project_no,
    compared.indicator_code,
    compared.remark,
    compared.cells ->> 'figure' AS cell,
    trim_scale(compared.figure)::text AS given,
    trim_scale(compared.usual)::text AS expected,
    trim_scale(compared.figure - compared.usual)::text AS difference,
    jsonb_build_object('factor', slip.factor) AS facts
FROM compared
INNER JOIN (
    VALUES
    (1, '10倍'), (2, '100倍'), (4, '10000倍'), (-1, '1/10'), (-2, '1/100'), (-4, '1/10000')
) AS slip (power, factor) ON abs(compared.magnitude - slip.power) <= 0.15
ORDER BY compared.indicator_code
