-- The plan's numbers, what was reached of them at the end of the quarter, and how they stand.
SELECT
    cast(:period AS text) AS period,
    stood.*
FROM warehouse.target_standing(:as_of, cast(left(:period, 4) AS integer)) AS stood
