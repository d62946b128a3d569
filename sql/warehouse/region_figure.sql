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
WITH figure AS MATERIALIZED (
    SELECT * FROM warehouse.year_figure_as_of(moment)
    WHERE in_region_sum
),

-- A ratio has two terms, which must be of one period; every other figure is a single one.
said AS (
    SELECT
        term.year, term.league_code, term.name_zh, indicator.indicator_code, indicator.measure,
        indicator.decimals, term.value AS amount, below.value AS base,
        term.value IS NOT NULL AND (indicator.measure <> 'ratio' OR below.value IS NOT NULL) AS has_value,
        term.reporting AND (indicator.measure <> 'ratio' OR coalesce(below.reporting, false)) AS reporting,
        term.provisional OR coalesce(below.provisional, false) AS provisional
    FROM reference.indicator AS indicator
    INNER JOIN figure AS term
        ON coalesce(indicator.numerator, indicator.indicator_code) = term.indicator_code
    LEFT JOIN figure AS below
        ON
            indicator.denominator = below.indicator_code
            AND term.year = below.year
            AND term.league_code = below.league_code
            AND term.quarter = below.quarter
    WHERE
        indicator.over_leagues <> 'none'
        AND indicator.valid_from <= make_date(term.year, 12, 31)
        AND (indicator.valid_to >= make_date(term.year, 1, 1) OR indicator.valid_to IS NULL)
),

region AS (
    SELECT
        year,
        indicator_code,
        CASE measure
            WHEN 'ratio' THEN round(
                100 * sum(amount) FILTER (WHERE has_value) / nullif(sum(base) FILTER (WHERE has_value), 0),
                decimals
            )
            ELSE sum(amount)
        END AS value,
        bool_or(provisional) FILTER (WHERE has_value) AS provisional,
        CAST(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        CAST(count(*) AS integer) AS leagues_expected,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting) AS missing_leagues
    FROM said
    GROUP BY year, indicator_code, measure, decimals
)

SELECT
    year,
    indicator_code,
    value,
    -- What is not there is missing, not provisional.
    coalesce(provisional AND value IS NOT NULL, false),
    leagues_reporting,
    leagues_expected,
    missing_leagues
FROM region
$$;

COMMENT ON FUNCTION warehouse.region_figure_as_of IS
'What was known at the moment of the region: a row a year and indicator, ratios too (from the sums of the leagues
that have both terms of one period); columns as in summary.annual_indicator';
