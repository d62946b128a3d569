-- How old the annual tables of a year are.
SELECT
    as_of,
    built_at,
    changed_at,
    is_old
FROM warehouse.summary_age
WHERE period = :period
