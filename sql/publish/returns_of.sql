-- Whether the returns of these periods are all in, and whether the last day for them is over.
SELECT
    bool_and(timeliness IN ('on_time', 'late', 'exempt')) AS complete,
    max(effective_due_at) + interval '1 second' <= :moment AS is_over
FROM warehouse.return_status_as_of(:moment)
WHERE year = :year AND (period = :period OR :period = cast(:year AS text))
