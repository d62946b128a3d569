-- on_time and late have arrived, by the effective due date (the whole of its last second counts) and after
-- it; missing and not_due have not.
SELECT
    league_code,
    period,
    timeliness,
    effective_due_at,
    arrived_at
FROM summary.annual_return
WHERE
    year = :year
    AND NOT coalesce(
        CASE timeliness
            WHEN 'on_time' THEN arrived_at < effective_due_at + interval '1 second'
            WHEN 'late' THEN arrived_at >= effective_due_at + interval '1 second'
            WHEN 'exempt' THEN TRUE
            ELSE arrived_at IS NULL
        END,
        FALSE
    )
