-- Figures of one unit in a column that are all off by one power of ten from what the league has had: 元 under
-- 万元, 千元, 亿元. Three of them at least, and more than half of those that are not nothing; where it is three
-- powers or more, so are the others that are not far from it (a budget may triple). Usual is, of main data,
-- the median of the league's last four quarters (of a year-to-date or a year, as often as it has quarters);
-- of money, the budget of the quarter before, and what was spent, by the quarters that are gone.
WITH columns AS (
    SELECT
        'data' AS part,
        own_history.sheet,
        own_history.project_no,
        own_history.indicator_code,
        own_history.remark,
        own_history.cells,
        own_history.unit_zh AS unit,
        column_of.*
    FROM own_history
    CROSS JOIN
        LATERAL (
            VALUES
            (
                'figure',
                own_history.figure,
                own_history.recent_median
                * CASE WHEN own_history.quarter IS NULL AND own_history.measure = 'flow' THEN 4 ELSE 1 END
            ),
            ('year_to_date', own_history.year_to_date, own_history.recent_median * own_history.quarter)
        ) AS column_of (field, given, usual)
    UNION ALL
    SELECT
        'progress' AS part,
        money.sheet,
        money.project_no,
        NULL AS indicator_code,
        money.remark,
        money.cells,
        '万元' AS unit,
        column_of.*
    FROM quarterly_progress AS money
    CROSS JOIN
        LATERAL (
            VALUES
            ('budget', money.budget, money.earlier_budget),
            ('spent', money.spent, money.earlier_spent * money.quarter / money.earlier_quarter)
        ) AS column_of (field, given, usual)
),

sized AS (
    SELECT
        columns.*,
        times.size,
        round(times.size)::numeric AS power,
        abs(times.size - round(times.size)) <= 0.3 AS is_near
    FROM columns
    CROSS JOIN
        LATERAL (
            VALUES (
                CASE
                    WHEN columns.given > 0 AND columns.usual > 0
                        THEN log((columns.given / columns.usual)::double precision)
                END
            )
        ) AS times (size)
    WHERE times.size IS NOT NULL AND greatest(columns.given, columns.usual) >= 10
),

counted AS (
    SELECT
        sized.*,
        count(*) OVER (PARTITION BY sized.part, sized.field, sized.unit) AS figures,
        count(*) FILTER (WHERE sized.is_near)
            OVER (PARTITION BY sized.part, sized.field, sized.unit, sized.power) AS alike
    FROM sized
),

wrong AS (
    SELECT DISTINCT
        counted.part,
        counted.field,
        counted.unit,
        counted.power
    FROM counted
    WHERE
        counted.power <> 0
        AND counted.alike >= 3
        AND 2 * counted.alike > counted.figures
        AND (counted.part = 'data' OR abs(counted.power) >= 3 OR counted.field = 'budget')
)

SELECT
    counted.part,
    counted.field,
    counted.sheet,
    counted.project_no,
    counted.indicator_code,
    counted.remark,
    counted.cells ->> counted.field AS cell,
    trim_scale(counted.given)::text AS given,
    trim_scale(counted.given * power(10::numeric, -wrong.power))::text AS expected,
    trim_scale(counted.given - counted.given * power(10::numeric, -wrong.power))::text AS difference,
    jsonb_build_object(
        'unit', counted.unit,
        'seen', coalesce(named.seen, '别的单位'),
        'times',
        concat(
            CASE WHEN wrong.power < 0 THEN '1/' END,
            trim_scale(round(power(10::numeric, abs(wrong.power))))
        ),
        'or',
        CASE
            WHEN counted.part = 'data' AND named.is_read THEN concat('(或把计量单位改为“', named.seen, '”)')
            ELSE ''
        END
    ) AS facts
FROM counted
INNER JOIN wrong
    ON counted.part = wrong.part AND counted.field = wrong.field AND counted.unit = wrong.unit
LEFT JOIN (
    VALUES
    ('万元', 4, '元', TRUE),
    ('万元', 1, '千元', FALSE),
    ('万元', -4, '亿元', TRUE),
    ('人', -4, '万人', TRUE),
    ('人次', -4, '万人次', TRUE),
    ('户', -4, '万户', TRUE),
    ('个', -4, '万个', TRUE),
    ('家', -4, '万家', TRUE),
    ('人', -3, '千人', FALSE)
) AS named (unit, power, seen, is_read)
    ON counted.unit = named.unit AND wrong.power = named.power
WHERE
    wrong.power = counted.power
    OR (abs(wrong.power) >= 3 AND abs(counted.size - wrong.power) <= 0.8)
ORDER BY counted.part, counted.indicator_code, counted.project_no, counted.field
