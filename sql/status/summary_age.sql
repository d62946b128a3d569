-- The time now, and whether the tables of a year or quarter are older than what they rest on.
SELECT
    clock_timestamp() AS moment,
    coalesce((SELECT age.is_old FROM warehouse.summary_age AS age WHERE age.period = :period), FALSE) AS is_old
