-- The plan's numbers, what was reached of them at the end of the year's last quarter, and how they stand.
SELECT
    cast(:year AS integer) AS year,
    stood.*
FROM warehouse.target_standing(:as_of, :year) AS stood
