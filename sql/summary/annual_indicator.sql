-- The year's indicators, each beside the year before.
WITH valued AS (
    SELECT * FROM warehouse.year_indicator_as_of(:as_of, :year - 1, :year, :leagues)
),

-- Like with like: a whole year beside a whole year, league by league of those in the sum. By a window, as a
-- join would be planned for a few rows and compare each with each.
paired AS (
    SELECT
        *,
        CASE WHEN is_whole THEN lag(CASE WHEN is_whole THEN value END) OVER by_year END AS previous_year,
        CASE
            WHEN is_whole THEN lag(CASE WHEN is_whole THEN leagues_reporting END) OVER by_year
        END AS previous_leagues_reporting,
        CASE
            WHEN is_whole THEN lag(CASE WHEN is_whole THEN leagues_expected END) OVER by_year
        END AS previous_leagues_expected
    FROM valued
    WINDOW by_year AS (PARTITION BY indicator_code, league_code ORDER BY year)
)

SELECT
    this.year,
    this.indicator_code,
    this.league_code,
    this.value,
    this.previous_year,
    this.provisional,
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
    this.previous_leagues_reporting,
    this.previous_leagues_expected,
    CASE
        WHEN this.value IS NULL THEN NULL
        WHEN this.quarter = 4 THEN cast(this.year AS text)
        ELSE concat(this.year, 'Q', this.quarter)
    END AS period,
    this.no_value_zh
FROM paired AS this
INNER JOIN reference.indicator AS indicator ON this.indicator_code = indicator.indicator_code
WHERE this.year = :year
