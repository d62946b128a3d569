-- Returns due today or tomorrow of which nobody sent anything, not even an unreadable file.
WITH owed AS (
    SELECT
        return_kind,
        period,
        effective_due_at,
        min(ends_on) AS ends_on,
        count(*) AS leagues
    FROM reference.expected_return
    WHERE exempt_from IS NULL
    GROUP BY return_kind, period, effective_due_at
)

SELECT
    owed.return_kind || ' ' || owed.period AS subject,
    owed.leagues || '个单位应报,期限'
    || to_char(owed.effective_due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS detail
FROM owed
WHERE
    cast(:moment AS timestamptz) < owed.effective_due_at + interval '1 second'
    AND (cast(:moment AS timestamptz) AT TIME ZONE 'Asia/Shanghai')::date
    >= (owed.effective_due_at AT TIME ZONE 'Asia/Shanghai')::date - cast(:threshold AS integer)
    AND NOT EXISTS (
        SELECT 1
        FROM intake.submission
        WHERE
            (submission.return_kind = owed.return_kind AND submission.period = owed.period)
            OR (
                submission.period IS NULL
                AND (submission.arrived_at AT TIME ZONE 'Asia/Shanghai')::date > owed.ends_on
            )
    )
ORDER BY owed.effective_due_at, owed.return_kind
