-- The editions of the period, the newest first.
SELECT *
FROM summary.edition
WHERE period = :period
ORDER BY edition_no DESC
