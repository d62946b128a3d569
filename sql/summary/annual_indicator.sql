-- The year's indicators: league by league, and the region's as the sum of what is there.
WITH figure AS (
    SELECT * FROM warehouse.year_figure_as_of(:as_of)
    WHERE year BETWEEN :year - 1 AND :year
),

-- A ratio has two terms, every other figure is a single one.
said AS (
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
        term.value IS NOT NULL AND (indicator.measure <> 'ratio' OR below.value IS NOT NULL) AS has_value,
        term.reporting AND (indicator.measure <> 'ratio' OR below.reporting) AS reporting,
        term.provisional OR coalesce(below.provisional, FALSE) AS provisional
    FROM reference.indicator AS indicator
    INNER JOIN figure AS term ON coalesce(indicator.numerator, indicator.indicator_code) = term.indicator_code
    LEFT JOIN figure AS below
        ON
            indicator.denominator = below.indicator_code
            AND term.year = below.year
            AND term.league_code = below.league_code
    WHERE
        indicator.valid_from <= make_date(term.year, 12, 31)
        AND (indicator.valid_to >= make_date(term.year, 1, 1) OR indicator.valid_to IS NULL)
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
        provisional,
        cast(reporting AS integer) AS leagues_reporting,
        1 AS leagues_expected,
        CASE WHEN NOT reporting THEN name_zh END AS missing_leagues,
        CASE WHEN NOT reporting THEN name_zh END AS stale_leagues,
        name_zh AS league_name_zh
    FROM said
    WHERE has_value
    UNION ALL
    SELECT
        year,
        '150000' AS league_code,
        indicator_code,
        measure,
        decimals,
        -- Of a ratio: those that have both terms, else the leagues above and below the line would differ.
        sum(amount) FILTER (WHERE has_value) AS amount,
        sum(base) FILTER (WHERE has_value) AS base,
        bool_or(provisional) FILTER (WHERE has_value) AS provisional,
        cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting) AS missing_leagues,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting AND has_value)
            AS stale_leagues,
        '全区' AS league_name_zh
    FROM said
    WHERE in_region_sum AND over_leagues <> 'none'
    GROUP BY year, indicator_code, measure, decimals
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
    this.year,
    this.indicator_code,
    this.league_code,
    this.value,
    previous.value AS previous_year,
    -- What is not there is missing, not provisional.
    coalesce(this.provisional AND this.value IS NOT NULL, FALSE) AS provisional,
    this.leagues_reporting,
    this.leagues_expected,
    this.missing_leagues,
    this.stale_leagues,
    this.league_name_zh,
    indicator.project_no,
    indicator.name_zh,
    indicator.unit_zh,
    indicator.measure,
    indicator.decimals,
    previous.leagues_reporting AS previous_leagues_reporting,
    previous.leagues_expected AS previous_leagues_expected
FROM valued AS this
INNER JOIN reference.indicator AS indicator ON this.indicator_code = indicator.indicator_code
LEFT JOIN valued AS previous
    ON
        this.year = previous.year + 1
        AND this.indicator_code = previous.indicator_code
        AND this.league_code = previous.league_code
WHERE this.year = :year AND (this.value IS NOT NULL OR this.league_code = '150000')
