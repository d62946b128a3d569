-- A quarter's figure that moved quite otherwise than the other leagues' did. Each league is measured by
-- itself: its figure against the median of its own earlier quarters (at least four, median at least 20; the
-- share of a figure of nothing is taken as a hundredth). Against the same shares of the other leagues that
-- count in the region's sum (at least six), the league's is off by more than eight robust deviations
-- (1.4826 x median absolute deviation of the logarithms) and by a factor of four or more, which is the floor
-- where all peers are alike. What the league's own history says already is left to the rules that say it.
WITH judged AS (
    SELECT DISTINCT
        league_code,
        period
    FROM intake.part
    WHERE submission_id = :submission_id AND return_kind = 'quarterly' AND part = 'data'
),

histories AS (
    SELECT
        figure_in_force.league_code,
        figure_in_force.indicator_code,
        max(figure_in_force.figure) FILTER (WHERE figure_in_force.period = judged.period) AS figure,
        count(*) FILTER (WHERE figure_in_force.period < judged.period) AS quarters,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY figure_in_force.figure)
        FILTER (WHERE figure_in_force.period < judged.period) AS median,
        figure_in_force.league_code = judged.league_code AS is_ours
    FROM intake.figure_in_force
    CROSS JOIN judged
    INNER JOIN reference.league ON figure_in_force.league_code = league.league_code
    WHERE
        figure_in_force.quarter IS NOT NULL
        AND figure_in_force.figure IS NOT NULL
        AND figure_in_force.period <= judged.period
        AND (league.in_region_sum OR figure_in_force.league_code = judged.league_code)
    GROUP BY figure_in_force.league_code, figure_in_force.indicator_code, judged.league_code
),

shares AS MATERIALIZED (
    SELECT
        indicator_code,
        is_ours,
        median,
        ln(greatest(figure / median, 0.01)) AS share
    FROM histories
    WHERE figure IS NOT NULL AND quarters >= 4 AND median >= 20
),

peers AS (
    SELECT
        indicator_code,
        count(*) AS leagues,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY share) AS share
    FROM shares
    WHERE NOT is_ours
    GROUP BY indicator_code
),

spread AS (
    SELECT
        shares.indicator_code,
        1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(shares.share - peers.share)) AS deviation
    FROM shares
    INNER JOIN peers ON shares.indicator_code = peers.indicator_code
    WHERE NOT shares.is_ours
    GROUP BY shares.indicator_code
)

SELECT
    'data' AS part,
    'figure' AS field,
    ours.sheet,
    ours.project_no,
    ours.indicator_code,
    ours.remark,
    ours.cells ->> 'figure' AS cell,
    trim_scale(ours.figure)::text AS given,
    trim_scale(round(ours.median, 2))::text AS expected,
    trim_scale(ours.figure - round(ours.median, 2))::text AS difference,
    jsonb_build_object(
        'own', trim_scale(round(ours.figure / ours.median, 2))::text,
        'peers', trim_scale(round(exp(peers.share)::numeric, 2))::text
    ) AS facts
FROM shares
INNER JOIN peers ON shares.indicator_code = peers.indicator_code
INNER JOIN spread ON shares.indicator_code = spread.indicator_code
INNER JOIN intake.own_history AS ours
    ON
        shares.indicator_code = ours.indicator_code
        AND ours.league_code = (SELECT judged.league_code FROM judged)
        AND ours.submission_id = :submission_id
WHERE
    shares.is_ours
    AND ours.said_by IS NULL
    AND peers.leagues >= 6
    AND abs(shares.share - peers.share) > 8 * spread.deviation
    AND abs(shares.share - peers.share) >= ln(4)
ORDER BY ours.indicator_code
