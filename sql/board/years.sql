-- The years that returns are owed for, and whether the annual tables of each have been built.
SELECT
    owed.year,
    owed.year IN (SELECT annual_target.year FROM summary.annual_target) AS built
FROM reference.expected_return AS owed
GROUP BY owed.year
ORDER BY owed.year
