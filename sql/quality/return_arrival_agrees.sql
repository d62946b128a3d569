-- on_time and late have arrived, by the effective due date and after it; missing and not_due have not.
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
            WHEN 'on_time' THEN arrived_at <= effective_due_at
            WHEN 'late' THEN arrived_at > effective_due_at
            WHEN 'exempt' THEN TRUE
            ELSE arrived_at IS NULL
        END,
        FALSE
    )
