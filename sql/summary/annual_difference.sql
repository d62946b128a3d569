-- Where the annual return and the fourth quarter differ: both, side by side, with what the league says to it.
WITH fourth AS (
    SELECT
        quarterly.league_code,
        indicator.indicator_code,
        indicator.name_zh,
        indicator.unit_zh,
        CASE indicator.measure WHEN 'flow' THEN quarterly.year_to_date ELSE quarterly.figure END AS value
    FROM warehouse.indicator_value_as_of(:as_of) AS quarterly
    INNER JOIN reference.indicator AS indicator ON quarterly.indicator_code = indicator.indicator_code
    WHERE quarterly.year = :year AND quarterly.quarter = 4
)

SELECT
    annual.year,
    annual.league_code,
    annual.indicator_code,
    fourth.value AS from_quarters,
    annual.value AS from_annual_return,
    annual.value - fourth.value AS difference,
    CASE
        WHEN
            NOT btrim(regexp_replace(annual.remark, '\s+', '', 'g'), '。.!!,,;;')
            = any(cast(:empty_phrases AS text[]))
            THEN annual.remark
    END AS explanation,
    league.name_zh AS league_name_zh,
    fourth.name_zh,
    fourth.unit_zh
FROM warehouse.annual_return_value_as_of(:as_of) AS annual
INNER JOIN fourth
    ON
        annual.league_code = fourth.league_code
        AND annual.indicator_code = fourth.indicator_code
INNER JOIN reference.league AS league ON annual.league_code = league.league_code
WHERE annual.year = :year AND annual.value <> fourth.value
