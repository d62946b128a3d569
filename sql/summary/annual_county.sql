-- What each county had of each indicator that the year's returns ask for by county, as of the latest period
-- that its league reported.
WITH asked AS (
    SELECT DISTINCT
        county.league_code,
        county.county_code,
        county.county_name_zh,
        column_of.indicator_code
    FROM reference.expected_return AS owed
    INNER JOIN reference.part AS part
        ON
            owed.return_kind = part.return_kind
            AND part.feeds = 'counties'
            AND (part.asked_from IS NULL OR owed.ends_on >= part.asked_from)
    INNER JOIN reference.part_indicator AS column_of
        ON part.return_kind = column_of.return_kind AND part.part = column_of.part
    INNER JOIN reference.county AS county ON owed.league_code = county.league_code
    WHERE owed.year = :year
),

yearly AS (
    SELECT
        reported.year,
        reported.county_code,
        reported.indicator_code,
        reported.period,
        period.ends_on = make_date(reported.year, 12, 31) AS is_whole,
        CASE indicator.measure WHEN 'flow' THEN reported.year_to_date ELSE reported.figure END AS value,
        rank() OVER (
            PARTITION BY reported.year, reported.league_code, reported.indicator_code
            ORDER BY period.ends_on DESC
        ) AS age
    FROM warehouse.county_value_as_of(:as_of) AS reported
    INNER JOIN reference.period AS period ON reported.period = period.period
    INNER JOIN reference.indicator AS indicator ON reported.indicator_code = indicator.indicator_code
    WHERE
        reported.year BETWEEN :year - 1 AND :year
        AND CASE indicator.measure WHEN 'flow' THEN reported.year_to_date ELSE reported.figure END IS NOT NULL
),

-- Brought together by their keys: a join would try every pair, for nobody can tell how many rows were told.
paired AS (
    SELECT
        both_of.county_code,
        both_of.indicator_code,
        max(both_of.league_code) AS league_code,
        max(both_of.county_name_zh) AS county_name_zh,
        max(both_of.value) FILTER (WHERE both_of.year = :year) AS value,
        max(both_of.period) FILTER (WHERE both_of.year = :year) AS period,
        -- Like with like: a whole year beside a whole year.
        CASE
            WHEN bool_or(both_of.is_whole) FILTER (WHERE both_of.year = :year)
                THEN max(both_of.value) FILTER (WHERE both_of.year < :year AND both_of.is_whole)
        END AS previous_year
    FROM (
        SELECT
            asked.county_code,
            asked.indicator_code,
            asked.league_code,
            asked.county_name_zh,
            NULL AS year,
            NULL AS period,
            NULL AS is_whole,
            NULL AS value
        FROM asked
        UNION ALL
        SELECT
            yearly.county_code,
            yearly.indicator_code,
            NULL AS league_code,
            NULL AS county_name_zh,
            yearly.year,
            yearly.period,
            yearly.is_whole,
            yearly.value
        FROM yearly
        WHERE yearly.age = 1
    ) AS both_of
    GROUP BY both_of.county_code, both_of.indicator_code
    HAVING max(both_of.league_code) IS NOT NULL
)

SELECT
    cast(:year AS integer) AS year,
    paired.league_code,
    paired.county_code,
    paired.county_name_zh,
    paired.indicator_code,
    paired.value,
    paired.previous_year,
    cast(count(paired.value) OVER of_league AS integer) AS counties_reporting,
    cast(count(*) OVER of_league AS integer) AS counties_expected,
    max(paired.period) OVER of_league AS period,
    league.name_zh AS league_name_zh,
    indicator.project_no,
    indicator.name_zh,
    indicator.unit_zh,
    indicator.measure,
    indicator.decimals
FROM paired
INNER JOIN reference.league AS league ON paired.league_code = league.league_code
INNER JOIN reference.indicator AS indicator ON paired.indicator_code = indicator.indicator_code
WINDOW of_league AS (PARTITION BY paired.league_code, paired.indicator_code)
