-- Whether the returns of these periods are all in, and when the last of them is due.
SELECT
    bool_and(timeliness IN ('on_time', 'late', 'exempt')) AS complete,
    max(effective_due_at) AS effective_due_at
FROM warehouse.return_status_as_of(:moment)
WHERE year = :year AND (period = :period OR :period = cast(:year AS text))
