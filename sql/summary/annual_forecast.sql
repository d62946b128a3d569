-- An estimate: where the region's targets would stand at their end at the pace of the last four quarters.
WITH ended AS (
    SELECT
        period.period,
        row_number() OVER (ORDER BY period.sequence DESC) AS back
    FROM reference.period AS period
    WHERE
        period.cadence = 'quarter'
        AND period.year <= :year
        AND period.ends_on < cast(cast(:as_of AS timestamptz) AT TIME ZONE 'Asia/Shanghai' AS date)
),

-- Of a level its change is taken, so a fifth quarter is needed.
quarter AS (
    SELECT
        ended.period,
        ended.back,
        indicator.indicator_code,
        indicator.measure,
        sum(reported.figure) AS figure,
        cast(count(*) FILTER (WHERE reported.figure IS NULL) AS integer) AS lacking
    FROM ended
    INNER JOIN reference.expected_return AS owed ON ended.period = owed.period
    INNER JOIN reference.league AS league ON owed.league_code = league.league_code AND league.in_region_sum
    INNER JOIN reference.part AS part ON owed.return_kind = part.return_kind AND part.feeds = 'figures'
    INNER JOIN reference.indicator AS indicator
        ON indicator.indicator_code IN (SELECT target.indicator_code FROM reference.target AS target)
    LEFT JOIN warehouse.indicator_value_as_of(:as_of) AS reported
        ON
            owed.league_code = reported.league_code
            AND owed.period = reported.period
            AND indicator.indicator_code = reported.indicator_code
    WHERE ended.back <= 5
    GROUP BY ended.period, ended.back, indicator.indicator_code, indicator.measure
),

added AS (
    SELECT
        indicator_code,
        period,
        back,
        CASE measure WHEN 'stock' THEN lacking + coalesce(lag(lacking) OVER one_by_one, 0) ELSE lacking END
            AS lacking,
        CASE measure WHEN 'stock' THEN figure - lag(figure) OVER one_by_one ELSE figure END AS figure
    FROM quarter
    WINDOW one_by_one AS (PARTITION BY indicator_code ORDER BY back DESC)
),

pace AS (
    SELECT
        indicator_code,
        max(period) FILTER (WHERE back = 4) AS from_period,
        max(period) FILTER (WHERE back = 1) AS to_period,
        sum(figure) AS pace,
        min(figure) AS slowest,
        max(figure) AS fastest,
        cast(sum(lacking) AS integer) AS lacking
    FROM added
    WHERE back <= 4
    GROUP BY indicator_code
    HAVING count(figure) = 4
),

aim AS (
    SELECT
        target.*,
        4 * (target.by_year - :year) + 4 - warehouse.quarters_ended(:year, :as_of) AS quarters_left
    FROM summary.annual_target AS target
    WHERE
        target.year = :year
        AND target.league_code = warehouse.region_code()
        AND target.basis IN ('cumulative', 'stock_by')
        AND target.actual IS NOT NULL
)

SELECT
    cast(:year AS integer) AS year,
    aim.target_id,
    aim.project_no,
    aim.indicator_code,
    aim.indicator_name_zh,
    aim.unit_zh,
    aim.decimals,
    aim.by_year,
    aim.goal,
    aim.actual,
    aim.missing,
    pace.from_period,
    pace.to_period,
    pace.pace,
    pace.slowest,
    pace.fastest,
    pace.lacking,
    aim.quarters_left,
    round(greatest(aim.actual + pace.pace * aim.quarters_left / 4, 0), aim.decimals) AS expected,
    greatest(aim.actual + pace.slowest * aim.quarters_left, 0) AS low,
    greatest(aim.actual + pace.fastest * aim.quarters_left, 0) AS high
FROM aim
INNER JOIN pace ON aim.indicator_code = pace.indicator_code
WHERE aim.quarters_left > 0 AND (pace.lacking = 0 OR aim.basis = 'cumulative')
