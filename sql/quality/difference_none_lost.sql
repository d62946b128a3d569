-- annual_difference has each figure on which annual return and fourth quarter differ, and by how much.
WITH differing AS (
    SELECT
        annual.league_code,
        annual.indicator_code,
        annual.value,
        CASE indicator.measure WHEN 'flow' THEN fourth.year_to_date ELSE fourth.figure END AS from_quarters
    FROM warehouse.annual_return_value AS annual
    INNER JOIN warehouse.indicator_value AS fourth
        ON
            annual.league_code = fourth.league_code
            AND annual.indicator_code = fourth.indicator_code
            AND annual.year = fourth.year
            AND fourth.quarter = 4
    INNER JOIN reference.indicator AS indicator ON annual.indicator_code = indicator.indicator_code
    WHERE
        annual.year = :year
        AND annual.value
        <> CASE indicator.measure WHEN 'flow' THEN fourth.year_to_date ELSE fourth.figure END
),

built AS (
    SELECT * FROM summary.annual_difference
    WHERE year = :year
)

SELECT
    coalesce(differing.league_code, built.league_code) AS league_code,
    coalesce(differing.indicator_code, built.indicator_code) AS indicator_code,
    built.from_quarters,
    differing.from_quarters AS quarters_now,
    built.from_annual_return,
    differing.value AS annual_return_now,
    built.difference
FROM differing
FULL JOIN built
    ON differing.league_code = built.league_code AND differing.indicator_code = built.indicator_code
WHERE
    built.from_quarters IS DISTINCT FROM differing.from_quarters
    OR built.from_annual_return IS DISTINCT FROM differing.value
    OR built.difference IS DISTINCT FROM built.from_annual_return - built.from_quarters
