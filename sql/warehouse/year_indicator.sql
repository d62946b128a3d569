CREATE FUNCTION warehouse.year_indicator_as_of(
    moment timestamptz,
    first_year integer DEFAULT 0,
    last_year integer DEFAULT 9999,
    leagues text[] DEFAULT NULL
)
RETURNS TABLE (
    year integer,
    indicator_code text,
    league_code text,
    value numeric,
    no_value_zh text,
    provisional boolean,
    quarter integer,
    is_whole boolean,
    leagues_reporting integer,
    leagues_expected integer,
    missing_leagues text,
    stale_leagues text,
    league_name_zh text
)
LANGUAGE sql STABLE
AS $$
WITH figure AS (
    SELECT * FROM warehouse.year_figure_as_of(moment, first_year, last_year)
),

-- A ratio has two terms, every other figure is a single one.
ratio AS (
    SELECT
        term.year,
        term.league_code,
        term.name_zh,
        term.in_region_sum,
        indicator.indicator_code,
        indicator.over_leagues,
        indicator.measure,
        indicator.decimals,
        term.value AS amount,
        below.value AS base,
        term.quarter,
        term.reporting,
        term.provisional OR coalesce(below.provisional, FALSE) AS provisional,
        CASE
            WHEN coalesce(term.value, below.value) IS NULL THEN NULL
            WHEN term.value IS NULL THEN '缺分子'
            WHEN below.value IS NULL THEN '缺分母'
            WHEN term.quarter <> below.quarter THEN '分子、分母不同期'
        END AS unpaired_zh
    FROM reference.indicator AS indicator
    INNER JOIN figure AS term ON indicator.numerator = term.indicator_code
    LEFT JOIN figure AS below
        ON
            indicator.denominator = below.indicator_code
            AND term.year = below.year
            AND term.league_code = below.league_code
    WHERE
        indicator.measure = 'ratio'
        AND indicator.valid_from <= make_date(term.year, 12, 31)
        AND (indicator.valid_to >= make_date(term.year, 1, 1) OR indicator.valid_to IS NULL)
),

pair AS (
    SELECT * FROM ratio
    UNION ALL
    SELECT
        figure.year,
        figure.league_code,
        figure.name_zh,
        figure.in_region_sum,
        indicator.indicator_code,
        indicator.over_leagues,
        indicator.measure,
        indicator.decimals,
        figure.value,
        NULL,
        figure.quarter,
        figure.reporting,
        figure.provisional,
        NULL
    FROM figure
    INNER JOIN reference.indicator AS indicator ON figure.indicator_code = indicator.indicator_code
),

-- Terms that are not of one period, or lack the other, are in no sum: else leagues above and below the line
-- would differ. Both terms of one period report alike.
termed AS (
    SELECT
        pair.year,
        pair.league_code,
        pair.name_zh,
        pair.in_region_sum AND pair.over_leagues <> 'none' AS in_sum,
        pair.indicator_code,
        pair.measure,
        pair.decimals,
        paired.has_value,
        CASE WHEN paired.has_value THEN pair.amount END AS amount,
        CASE WHEN paired.has_value THEN pair.base END AS base,
        CASE WHEN paired.has_value THEN pair.quarter END AS quarter,
        CASE WHEN paired.has_value THEN pair.provisional END AS provisional,
        paired.has_value AND pair.reporting AS reporting,
        pair.unpaired_zh
    FROM pair
    CROSS JOIN LATERAL (
        SELECT pair.amount IS NOT NULL AND pair.unpaired_zh IS NULL AS has_value
    ) AS paired
),

region AS (
    SELECT
        year,
        indicator_code,
        measure,
        decimals,
        bool_or(has_value) AS has_value,
        sum(amount) AS amount,
        sum(base) AS base,
        max(quarter) AS quarter,
        bool_and(quarter = 4) AS is_whole,
        bool_or(provisional) AS provisional,
        cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected
    FROM termed
    WHERE in_sum
    GROUP BY year, indicator_code, measure, decimals
),

-- Apart from the sums, which need no order: to put all figures in order takes longer than to add them up.
absent AS (
    SELECT
        year,
        indicator_code,
        string_agg(name_zh, '、' ORDER BY league_code) AS missing_leagues,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE has_value) AS stale_leagues
    FROM termed
    WHERE in_sum AND NOT reporting
    GROUP BY year, indicator_code
),

term AS (
    SELECT
        year,
        league_code,
        indicator_code,
        measure,
        decimals,
        amount,
        base,
        quarter,
        quarter = 4 AS is_whole,
        provisional,
        cast(reporting AS integer) AS leagues_reporting,
        1 AS leagues_expected,
        CASE WHEN NOT reporting THEN name_zh END AS missing_leagues,
        CASE WHEN has_value AND NOT reporting THEN name_zh END AS stale_leagues,
        name_zh AS league_name_zh,
        unpaired_zh
    FROM termed
    WHERE (has_value OR unpaired_zh IS NOT NULL) AND (league_code = ANY(leagues) OR leagues IS NULL)
    UNION ALL
    SELECT
        region.year,
        warehouse.region_code() AS league_code,
        region.indicator_code,
        region.measure,
        region.decimals,
        region.amount,
        region.base,
        region.quarter,
        region.is_whole,
        region.provisional,
        region.leagues_reporting,
        region.leagues_expected,
        absent.missing_leagues,
        absent.stale_leagues,
        '全区' AS league_name_zh,
        CASE WHEN region.measure = 'ratio' AND NOT region.has_value THEN '无盟市分子、分母同期俱全' END
            AS unpaired_zh
    FROM region
    LEFT JOIN absent ON region.year = absent.year AND region.indicator_code = absent.indicator_code
),

valued AS (
    SELECT
        term.*,
        CASE term.measure
            WHEN 'ratio' THEN round(100 * term.amount / nullif(term.base, 0), term.decimals)
            ELSE term.amount
        END AS value
    FROM term
)

SELECT
    year,
    indicator_code,
    league_code,
    value,
    CASE WHEN measure = 'ratio' AND base = 0 THEN '分母为0' ELSE unpaired_zh END,
    -- What is not there is missing, not provisional.
    coalesce(provisional AND value IS NOT NULL, FALSE),
    quarter,
    coalesce(is_whole, FALSE),
    leagues_reporting,
    leagues_expected,
    missing_leagues,
    stale_leagues,
    league_name_zh
FROM valued
$$;

COMMENT ON FUNCTION warehouse.year_indicator_as_of IS
'What was known at the moment of each year''s indicators (of these years, or of all), ratios too: a row a league (of
these, or of all) that has a figure or a term of a ratio, and one for the region (150000), the sum of what is
there. Columns as in summary.annual_indicator; quarter: at whose end the latest figure in it stands; is_whole: every figure in it is of
the whole year';

CREATE FUNCTION warehouse.region_figure_as_of(moment timestamptz)
RETURNS TABLE (
    year integer,
    indicator_code text,
    value numeric,
    provisional boolean,
    leagues_reporting integer,
    leagues_expected integer,
    missing_leagues text
)
LANGUAGE sql STABLE
AS $$
SELECT year, indicator_code, value, provisional, leagues_reporting, leagues_expected, missing_leagues
FROM warehouse.year_indicator_as_of(moment)
WHERE league_code = warehouse.region_code()
$$;

COMMENT ON FUNCTION warehouse.region_figure_as_of IS
'What was known at the moment of the region: a row a year and indicator, ratios too (from the sums of the leagues
that have both terms of one period); columns as in summary.annual_indicator';
