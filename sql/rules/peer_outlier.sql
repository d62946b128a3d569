-- A quarter's figure that moved quite otherwise than the other leagues' did. Each league is measured by
-- itself: its figure against the median of its own earlier quarters (at least four, median at least 20; the
-- share of a figure of nothing is taken as a hundredth). Against the same shares of the other leagues that
-- count in the region's sum (six at least, twelve at most), the league's is off by more than eight robust
-- deviations (1.4826 x median absolute deviation of the logarithms) and by a factor of four or more, which
-- is the floor where all peers are alike. What the league's own history says already is left to the rules
-- that say it.
WITH judged AS (
    SELECT DISTINCT
        league_code,
        period
    FROM intake.part
    WHERE submission_id = :submission_id AND return_kind = 'quarterly' AND part = 'data'
),

-- Where the league itself has no figure to compare, no other's history is looked at.
own AS MATERIALIZED (
    SELECT
        indicator_code,
        ln(greatest((figure / median)::double precision, 0.01)) AS share
    FROM own_history
    WHERE quarter IS NOT NULL AND figure IS NOT NULL AND quarters >= 4 AND median >= 20 AND said_by IS NULL
),

-- The next twelve by code, and then from the first: as many say as much as thousands do.
peers_asked AS (
    SELECT league.league_code
    FROM reference.league
    CROSS JOIN judged
    WHERE league.in_region_sum AND league.league_code <> judged.league_code
    ORDER BY league.league_code < judged.league_code, league.league_code
    LIMIT 12
),

versions AS MATERIALIZED (
    SELECT
        part.part_id,
        part.league_code,
        part.period < judged.period AS is_earlier
    FROM judged
    INNER JOIN intake.part
        ON part.return_kind = 'quarterly' AND part.part = 'data' AND judged.period >= part.period
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    WHERE
        part.league_code IN (SELECT peers_asked.league_code FROM peers_asked)
        AND EXISTS (SELECT FROM own)
),

histories AS (
    SELECT
        reported_figure.indicator_code,
        max(reported_figure.figure) FILTER (WHERE NOT versions.is_earlier) AS figure,
        count(*) FILTER (WHERE versions.is_earlier) AS quarters,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY reported_figure.figure)
        FILTER (WHERE versions.is_earlier) AS median
    FROM versions
    INNER JOIN intake.reported_figure ON versions.part_id = reported_figure.part_id
    WHERE reported_figure.figure IS NOT NULL
    GROUP BY versions.league_code, reported_figure.indicator_code
),

shares AS MATERIALIZED (
    SELECT
        indicator_code,
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
    GROUP BY indicator_code
),

spread AS (
    SELECT
        shares.indicator_code,
        1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(shares.share - peers.share)) AS deviation
    FROM shares
    INNER JOIN peers ON shares.indicator_code = peers.indicator_code
    GROUP BY shares.indicator_code
),

far_off AS MATERIALIZED (
    SELECT
        own.indicator_code,
        peers.share
    FROM own
    INNER JOIN peers ON own.indicator_code = peers.indicator_code
    INNER JOIN spread ON own.indicator_code = spread.indicator_code
    WHERE
        peers.leagues >= 6
        AND abs(own.share - peers.share) > 8 * spread.deviation
        AND abs(own.share - peers.share) >= ln(4)
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
        'peers', trim_scale(round(exp(far_off.share)::numeric, 2))::text
    ) AS facts
FROM far_off
INNER JOIN own_history AS ours ON far_off.indicator_code = ours.indicator_code
ORDER BY ours.indicator_code
