-- The year's indicators: league by league, and the region's as the sum of what is there.
WITH figure AS (
    SELECT * FROM warehouse.year_figure_as_of(:as_of)
    WHERE year BETWEEN :year - 1 AND :year
),

-- A ratio has two terms, every other figure is a single one.
pair AS (
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
            WHEN indicator.measure <> 'ratio' OR coalesce(term.value, below.value) IS NULL THEN NULL
            WHEN term.value IS NULL THEN '缺分子'
            WHEN below.value IS NULL THEN '缺分母'
            WHEN term.quarter <> below.quarter THEN '分子、分母不同期'
        END AS unpaired_zh
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

-- Terms that are not of one period, or lack the other, are in no sum: else leagues above and below the line
-- would differ. Both terms of one period report alike.
said AS (
    SELECT
        pair.*,
        pair.amount IS NOT NULL AND pair.unpaired_zh IS NULL AS has_value
    FROM pair
),

term AS (
    SELECT
        year,
        league_code,
        indicator_code,
        measure,
        decimals,
        CASE WHEN has_value THEN amount END AS amount,
        CASE WHEN has_value THEN base END AS base,
        CASE WHEN has_value THEN quarter END AS quarter,
        has_value AND quarter = 4 AS is_whole,
        has_value AND provisional AS provisional,
        cast(has_value AND reporting AS integer) AS leagues_reporting,
        1 AS leagues_expected,
        CASE WHEN NOT (has_value AND reporting) THEN name_zh END AS missing_leagues,
        CASE WHEN has_value AND NOT reporting THEN name_zh END AS stale_leagues,
        name_zh AS league_name_zh,
        unpaired_zh
    FROM said
    WHERE has_value OR unpaired_zh IS NOT NULL
    UNION ALL
    SELECT
        year,
        '150000' AS league_code,
        indicator_code,
        measure,
        decimals,
        sum(amount) FILTER (WHERE has_value) AS amount,
        sum(base) FILTER (WHERE has_value) AS base,
        max(quarter) FILTER (WHERE has_value) AS quarter,
        coalesce(bool_and(quarter = 4) FILTER (WHERE has_value), FALSE) AS is_whole,
        bool_or(provisional) FILTER (WHERE has_value) AS provisional,
        cast(count(*) FILTER (WHERE has_value AND reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT (has_value AND reporting))
            AS missing_leagues,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE has_value AND NOT reporting)
            AS stale_leagues,
        '全区' AS league_name_zh,
        CASE WHEN measure = 'ratio' AND NOT bool_or(has_value) THEN '无盟市分子、分母同期俱全' END
            AS unpaired_zh
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
        END AS value,
        CASE WHEN term.measure = 'ratio' AND term.base = 0 THEN '分母为0' ELSE term.unpaired_zh END
            AS no_value_zh
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
    previous.leagues_expected AS previous_leagues_expected,
    CASE
        WHEN this.value IS NULL THEN NULL
        WHEN this.quarter = 4 THEN cast(this.year AS text)
        ELSE concat(this.year, 'Q', this.quarter)
    END AS period,
    this.no_value_zh
FROM valued AS this
INNER JOIN reference.indicator AS indicator ON this.indicator_code = indicator.indicator_code
-- Like with like: a whole year beside a whole year, league by league of those in the sum.
LEFT JOIN valued AS previous
    ON
        this.year = previous.year + 1
        AND this.indicator_code = previous.indicator_code
        AND this.league_code = previous.league_code
        AND this.is_whole
        AND previous.is_whole
WHERE this.year = :year
