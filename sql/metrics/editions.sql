-- How many editions of each year's set and each quarter's bulletin were published.
SELECT
    period,
    count(*) AS value
FROM summary.edition
GROUP BY period
