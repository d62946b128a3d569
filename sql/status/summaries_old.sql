-- The years and quarters whose tables are older than what they rest on.
SELECT
    period,
    as_of,
    built_at,
    changed_at
FROM warehouse.summary_age
WHERE is_old
ORDER BY period
