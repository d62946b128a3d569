-- Years whose annual tables the clock may have made untrue: a return fell due; or in the last week a quarter
-- ended, an exemption or an opening balance began to count.
WITH today AS (
    SELECT cast(cast(:moment AS timestamptz) AT TIME ZONE 'Asia/Shanghai' AS date) AS day
)

SELECT DISTINCT owed.year
FROM summary.annual_return AS owed
INNER JOIN reference.expected_return AS expected_return
    ON
        owed.league_code = expected_return.league_code
        AND owed.return_kind = expected_return.return_kind
        AND owed.period = expected_return.period
CROSS JOIN today
WHERE
    (owed.timeliness = 'not_due' AND owed.effective_due_at + interval '1 second' <= :moment)
    OR expected_return.ends_on BETWEEN today.day - 7 AND today.day - 1
    OR expected_return.exempt_from BETWEEN today.day - 7 AND today.day
    OR EXISTS (
        SELECT FROM reference.opening_balance
        WHERE opening_balance.known_from BETWEEN today.day - 7 AND today.day
    )
ORDER BY owed.year
