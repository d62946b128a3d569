-- How many leagues have reported, period by period, and who is still missing.
SELECT
    status.period,
    COUNT(*) FILTER (WHERE status.timeliness = 'on_time') AS on_time,
    COUNT(*) FILTER (WHERE status.timeliness = 'late') AS late,
    COUNT(*) FILTER (WHERE status.timeliness = 'missing') AS missing,
    COUNT(*) FILTER (WHERE status.timeliness = 'not_due') AS not_due,
    CASE
        WHEN COUNT(*) FILTER (WHERE status.arrived_at IS NOT NULL) = 0 THEN '(all)'
        ELSE STRING_AGG(league.name_zh, '、' ORDER BY status.league_code) FILTER (WHERE status.timeliness = 'missing')
    END AS who
FROM warehouse.return_status AS status
INNER JOIN reference.league ON status.league_code = league.league_code
GROUP BY status.period
ORDER BY status.period
