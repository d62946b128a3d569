-- The time now, and whether the tables of a year or quarter are older than what they rest on.
SELECT
    clock_timestamp() AS moment,
    coalesce(bool_or(is_old), FALSE) AS is_old
FROM warehouse.summary_age
WHERE period = :period
