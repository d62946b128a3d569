-- annual_reporting counts the rows of annual_return.
SELECT
    built.league_code,
    built.on_time,
    count(*) FILTER (WHERE owed.timeliness = 'on_time') AS on_time_returns,
    built.late,
    count(*) FILTER (WHERE owed.timeliness = 'late') AS late_returns,
    built.missing,
    count(*) FILTER (WHERE owed.timeliness = 'missing') AS missing_returns,
    built.not_due,
    count(*) FILTER (WHERE owed.timeliness = 'not_due') AS not_due_returns,
    built.exempt,
    count(*) FILTER (WHERE owed.timeliness = 'exempt') AS exempt_returns,
    built.versions,
    sum(owed.versions) AS versions_of_returns,
    built.errors,
    sum(owed.errors) AS errors_of_returns
FROM summary.annual_reporting AS built
LEFT JOIN summary.annual_return AS owed
    ON built.year = owed.year AND built.league_code = owed.league_code
WHERE built.year = :year
GROUP BY
    built.league_code, built.on_time, built.late, built.missing, built.not_due, built.exempt, built.versions,
    built.errors
HAVING
    built.on_time <> count(*) FILTER (WHERE owed.timeliness = 'on_time')
    OR built.late <> count(*) FILTER (WHERE owed.timeliness = 'late')
    OR built.missing <> count(*) FILTER (WHERE owed.timeliness = 'missing')
    OR built.not_due <> count(*) FILTER (WHERE owed.timeliness = 'not_due')
    OR built.exempt <> count(*) FILTER (WHERE owed.timeliness = 'exempt')
    OR built.versions <> coalesce(sum(owed.versions), 0)
    OR built.errors <> coalesce(sum(owed.errors), 0)
