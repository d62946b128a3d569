-- How many leagues have reported, return by return of the periods that have begun, and who is still missing.
SELECT
    status.return_kind AS return,
    status.period,
    period.name_zh AS name,
    count(*) FILTER (WHERE status.timeliness = 'on_time') AS on_time,
    count(*) FILTER (WHERE status.timeliness = 'late') AS late,
    count(*) FILTER (WHERE status.timeliness = 'missing') AS missing,
    count(*) FILTER (WHERE status.timeliness = 'not_due') AS not_due,
    CASE
        WHEN count(*) FILTER (WHERE status.arrived_at IS NOT NULL) = 0 THEN '(all)'
        ELSE
            string_agg(league.name_zh, '、' ORDER BY status.league_code) FILTER (
                WHERE status.timeliness = 'missing'
            )
    END AS who
FROM warehouse.return_status AS status
INNER JOIN reference.league ON status.league_code = league.league_code
INNER JOIN reference.period ON status.period = period.period
WHERE period.starts_on <= cast(now() AT TIME ZONE 'Asia/Shanghai' AS date)
GROUP BY status.return_kind, status.period, period.name_zh, period.ends_on, period.starts_on
ORDER BY period.ends_on ASC, period.starts_on DESC, status.return_kind ASC
