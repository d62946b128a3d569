-- What each county had of each indicator that the year's returns ask for by county, as of the latest period that
-- its league reported.
WITH asked AS (
    SELECT DISTINCT
        owed.league_code,
        column_of.indicator_code
    FROM reference.expected_return AS owed
    INNER JOIN reference.part AS part
        ON
            owed.return_kind = part.return_kind
            AND part.feeds = 'counties'
            AND (part.asked_from IS NULL OR part.asked_from <= owed.ends_on)
    INNER JOIN reference.part_indicator AS column_of
        ON part.return_kind = column_of.return_kind AND part.part = column_of.part
    WHERE owed.year = :year
),

told AS (
    SELECT
        said.year,
        said.league_code,
        said.county_code,
        said.indicator_code,
        said.period,
        period.ends_on = make_date(said.year, 12, 31) AS is_whole,
        CASE indicator.measure WHEN 'flow' THEN said.year_to_date ELSE said.figure END AS value,
        rank() OVER (
            PARTITION BY said.year, said.league_code, said.indicator_code
            ORDER BY period.ends_on DESC
        ) AS age
    FROM warehouse.county_value_as_of(:as_of) AS said
    INNER JOIN reference.period AS period ON said.period = period.period
    INNER JOIN reference.indicator AS indicator ON said.indicator_code = indicator.indicator_code
    WHERE
        said.year BETWEEN :year - 1 AND :year
        AND CASE indicator.measure WHEN 'flow' THEN said.year_to_date ELSE said.figure END IS NOT NULL
),

latest AS (
    SELECT * FROM told
    WHERE age = 1
)

SELECT
    cast(:year AS integer) AS year,
    county.league_code,
    county.county_code,
    county.county_name_zh,
    asked.indicator_code,
    this.value,
    previous.value AS previous_year,
    cast(count(this.value) OVER of_league AS integer) AS counties_reporting,
    cast(count(*) OVER of_league AS integer) AS counties_expected,
    max(this.period) OVER of_league AS period,
    league.name_zh AS league_name_zh,
    indicator.project_no,
    indicator.name_zh,
    indicator.unit_zh,
    indicator.measure,
    indicator.decimals
FROM asked
INNER JOIN reference.league AS league ON asked.league_code = league.league_code
INNER JOIN reference.county AS county ON asked.league_code = county.league_code
INNER JOIN reference.indicator AS indicator ON asked.indicator_code = indicator.indicator_code
LEFT JOIN latest AS this
    ON
        county.county_code = this.county_code
        AND asked.indicator_code = this.indicator_code
        AND this.year = :year
-- Like with like: a whole year beside a whole year.
LEFT JOIN latest AS previous
    ON
        this.year = previous.year + 1
        AND this.county_code = previous.county_code
        AND this.indicator_code = previous.indicator_code
        AND this.is_whole
        AND previous.is_whole
WINDOW of_league AS (PARTITION BY county.league_code, asked.indicator_code)
