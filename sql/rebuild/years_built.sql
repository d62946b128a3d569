-- The years whose annual tables were built.
SELECT DISTINCT year
FROM summary.annual_return
ORDER BY year
