-- The year's indicators, each beside the year before.
WITH valued AS (
    SELECT * FROM warehouse.year_indicator_as_of(:as_of)
    WHERE year BETWEEN :year - 1 AND :year
)

SELECT
    this.year,
    this.indicator_code,
    this.league_code,
    this.value,
    previous.value AS previous_year,
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
