-- Each indicator of the year that adds up over leagues has a row for the region, and no other has one.
WITH wanted AS (
    SELECT indicator_code FROM reference.indicator
    WHERE
        over_leagues <> 'none'
        AND valid_from <= make_date(:year, 12, 31)
        AND (valid_to >= make_date(:year, 1, 1) OR valid_to IS NULL)
),

region AS (
    SELECT indicator_code FROM summary.annual_indicator
    WHERE year = :year AND league_code = warehouse.region_code()
)

SELECT
    coalesce(wanted.indicator_code, region.indicator_code) AS indicator_code,
    region.indicator_code IS NULL AS lacking
FROM wanted
FULL JOIN region ON wanted.indicator_code = region.indicator_code
WHERE wanted.indicator_code IS NULL OR region.indicator_code IS NULL
