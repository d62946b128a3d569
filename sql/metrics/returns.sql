-- The returns of the running year (or the plan's last) and those due in it, by whether they came in time.
WITH running AS (
    SELECT least(max(year), cast(extract(YEAR FROM now() AT TIME ZONE 'Asia/Shanghai') AS integer)) AS year
    FROM reference.expected_return
)

SELECT
    status.timeliness,
    status.return_kind AS kind,
    status.period,
    count(*) AS value
FROM warehouse.return_status AS status
CROSS JOIN running
WHERE
    running.year IN (
        status.year, extract(YEAR FROM status.effective_due_at AT TIME ZONE 'Asia/Shanghai')
    )
GROUP BY 1, 2, 3
