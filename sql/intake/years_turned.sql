-- Years whose annual tables the clock has made untrue: a return fell due since, or a quarter ended yesterday.
SELECT DISTINCT owed.year
FROM summary.annual_return AS owed
INNER JOIN reference.expected_return AS expected_return
    ON
        owed.league_code = expected_return.league_code
        AND owed.return_kind = expected_return.return_kind
        AND owed.period = expected_return.period
WHERE
    (owed.timeliness = 'not_due' AND owed.effective_due_at < :moment)
    OR expected_return.ends_on = cast(cast(:moment AS timestamptz) AT TIME ZONE 'Asia/Shanghai' AS date) - 1
ORDER BY owed.year
