-- annual_reporting counts the rows of annual_return.
SELECT
    said.league_code,
    said.on_time,
    count(*) FILTER (WHERE owed.timeliness = 'on_time') AS on_time_returns,
    said.late,
    count(*) FILTER (WHERE owed.timeliness = 'late') AS late_returns,
    said.missing,
    count(*) FILTER (WHERE owed.timeliness = 'missing') AS missing_returns,
    said.not_due,
    count(*) FILTER (WHERE owed.timeliness = 'not_due') AS not_due_returns,
    said.exempt,
    count(*) FILTER (WHERE owed.timeliness = 'exempt') AS exempt_returns,
    said.versions,
    sum(owed.versions) AS versions_of_returns,
    said.errors,
    sum(owed.errors) AS errors_of_returns
FROM summary.annual_reporting AS said
LEFT JOIN summary.annual_return AS owed
    ON said.year = owed.year AND said.league_code = owed.league_code
WHERE said.year = :year
GROUP BY
    said.league_code, said.on_time, said.late, said.missing, said.not_due, said.exempt, said.versions,
    said.errors
HAVING
    said.on_time <> count(*) FILTER (WHERE owed.timeliness = 'on_time')
    OR said.late <> count(*) FILTER (WHERE owed.timeliness = 'late')
    OR said.missing <> count(*) FILTER (WHERE owed.timeliness = 'missing')
    OR said.not_due <> count(*) FILTER (WHERE owed.timeliness = 'not_due')
    OR said.exempt <> count(*) FILTER (WHERE owed.timeliness = 'exempt')
    OR said.versions <> coalesce(sum(owed.versions), 0)
    OR said.errors <> coalesce(sum(owed.errors), 0)
