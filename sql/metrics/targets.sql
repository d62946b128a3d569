-- The targets of the latest year that has annual tables, by where they stand.
SELECT
    cast(year AS text) AS year,
    scope,
    standing,
    count(*) AS value
FROM summary.annual_target
WHERE year = (SELECT max(latest.year) FROM summary.annual_target AS latest)
GROUP BY 1, 2, 3
