-- The plan's numbers, what was reached of them at the end of the quarter, and how they stand.
SELECT
    cast(:period AS text) AS period,
    stood.*
FROM reference.period AS asked
CROSS JOIN LATERAL warehouse.target_standing(:as_of, asked.year) AS stood
WHERE asked.period = :period
