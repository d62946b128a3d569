-- The quarter's indicators: league by league, and the region's as the sum of what is there.
WITH reported AS (
    SELECT
        league_code,
        year,
        indicator_code,
        figure,
        year_to_date
    FROM warehouse.indicator_value_as_of(:as_of)
    WHERE
        period IN (
            SELECT compared.period
            FROM reference.period AS asked
            INNER JOIN reference.period AS compared
                ON
                    asked.cadence = compared.cadence
                    AND asked.number = compared.number
                    AND compared.year IN (asked.year, asked.year - 1)
            WHERE asked.period = :period
        )
),

-- A row a league that owes the quarter's return, the year, and the indicator; a ratio has two terms.
term AS (
    SELECT
        of_year.year,
        league.league_code,
        league.name_zh,
        league.in_region_sum,
        indicator.indicator_code,
        indicator.measure,
        indicator.decimals,
        indicator.over_leagues,
        indicator.measure = 'stock' OR (upper.measure = 'stock' AND lower.measure = 'stock') AS is_level,
        above.figure,
        above.year_to_date,
        below.figure AS base,
        below.year_to_date AS base_to_date,
        above.figure IS NOT NULL AND (indicator.measure <> 'ratio' OR below.figure IS NOT NULL) AS has_figure,
        above.year_to_date IS NOT NULL AND (
            indicator.measure <> 'ratio' OR below.year_to_date IS NOT NULL
        ) AS has_to_date
    FROM reference.league AS league
    INNER JOIN reference.expected_return AS owed
        ON league.league_code = owed.league_code AND owed.period = :period
    CROSS JOIN LATERAL (VALUES (owed.year), (owed.year - 1)) AS of_year (year)
    INNER JOIN reference.indicator AS indicator
        ON
            owed.ends_on >= indicator.valid_from
            AND (owed.ends_on <= indicator.valid_to OR indicator.valid_to IS NULL)
    LEFT JOIN reference.indicator AS upper ON indicator.numerator = upper.indicator_code
    LEFT JOIN reference.indicator AS lower ON indicator.denominator = lower.indicator_code
    LEFT JOIN reported AS above
        ON
            league.league_code = above.league_code
            AND of_year.year = above.year
            AND coalesce(indicator.numerator, indicator.indicator_code) = above.indicator_code
    LEFT JOIN reported AS below
        ON
            indicator.denominator = below.indicator_code
            AND league.league_code = below.league_code
            AND of_year.year = below.year
),

-- A term without the other is in no sum: else leagues above and below the line would differ.
paired AS (
    SELECT
        term.*,
        term.has_figure OR term.has_to_date AS reporting,
        CASE
            WHEN
                term.measure <> 'ratio' OR term.has_figure OR coalesce(term.figure, term.base) IS NULL
                THEN NULL
            WHEN term.figure IS NULL THEN '缺分子'
            ELSE '缺分母'
        END AS unpaired_zh
    FROM term
),

summed AS (
    SELECT
        year,
        league_code,
        name_zh AS league_name_zh,
        indicator_code,
        measure,
        decimals,
        is_level,
        CASE WHEN has_figure THEN figure END AS figure,
        CASE WHEN has_to_date THEN year_to_date END AS year_to_date,
        CASE WHEN has_figure THEN base END AS base,
        CASE WHEN has_to_date THEN base_to_date END AS base_to_date,
        cast(reporting AS integer) AS leagues_reporting,
        1 AS leagues_expected,
        CASE WHEN NOT reporting THEN name_zh END AS missing_leagues,
        unpaired_zh
    FROM paired
    WHERE reporting OR unpaired_zh IS NOT NULL
    UNION ALL
    SELECT
        year,
        warehouse.region_code() AS league_code,
        '全区' AS league_name_zh,
        indicator_code,
        measure,
        decimals,
        is_level,
        sum(figure) FILTER (WHERE has_figure) AS figure,
        sum(year_to_date) FILTER (WHERE has_to_date) AS year_to_date,
        sum(base) FILTER (WHERE has_figure) AS base,
        sum(base_to_date) FILTER (WHERE has_to_date) AS base_to_date,
        cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected,
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (WHERE NOT reporting) AS missing_leagues,
        CASE WHEN measure = 'ratio' AND NOT bool_or(has_figure) THEN '无盟市分子、分母俱全' END AS unpaired_zh
    FROM paired
    WHERE in_region_sum AND over_leagues <> 'none'
    GROUP BY year, indicator_code, measure, decimals, is_level
),

valued AS (
    SELECT
        summed.*,
        CASE summed.measure
            WHEN 'ratio' THEN round(100 * summed.figure / nullif(summed.base, 0), summed.decimals)
            ELSE summed.figure
        END AS figure_value,
        CASE summed.measure
            WHEN 'ratio'
                THEN round(100 * summed.year_to_date / nullif(summed.base_to_date, 0), summed.decimals)
            WHEN 'flow' THEN summed.year_to_date
        END AS year_to_date_value,
        CASE WHEN summed.measure = 'ratio' AND summed.base = 0 THEN '分母为0' ELSE summed.unpaired_zh END
            AS no_value_zh
    FROM summed
)

SELECT
    cast(:period AS text) AS period,
    this.indicator_code,
    this.league_code,
    this.figure_value AS figure,
    this.year_to_date_value AS year_to_date,
    -- A level's figure; all else since 1 January, for which a quarter's own figure never stands.
    CASE WHEN before.is_level THEN before.figure_value ELSE before.year_to_date_value END AS year_before,
    this.leagues_reporting,
    this.leagues_expected,
    this.missing_leagues,
    this.league_name_zh,
    indicator.project_no,
    indicator.name_zh,
    indicator.unit_zh,
    this.measure,
    this.decimals,
    nullif(before.leagues_reporting, 0) AS year_before_reporting,
    this.no_value_zh
FROM valued AS this
INNER JOIN reference.indicator AS indicator ON this.indicator_code = indicator.indicator_code
LEFT JOIN valued AS before
    ON
        this.year = before.year + 1
        AND this.indicator_code = before.indicator_code
        AND this.league_code = before.league_code
INNER JOIN reference.period AS asked ON this.year = asked.year
WHERE asked.period = :period
