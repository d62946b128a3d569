-- The returns due before a moment that are still taken: a locked year's are not, unless it is open again.
SELECT
    duty.league_code,
    duty.return_kind,
    duty.period,
    duty.due_at,
    duty.effective_due_at,
    duty.timeliness,
    duty.errors,
    duty.outstanding,
    duty.due_rule
FROM warehouse.return_status_as_of(:moment) AS duty
INNER JOIN reference.period AS asked ON duty.period = asked.period
LEFT JOIN intake.year_lock AS closed ON duty.year = closed.year AND closed.locked_at <= :moment
WHERE
    duty.effective_due_at < :due_before
    AND (
        closed.year IS NULL OR EXISTS (
            SELECT 1
            FROM intake.year_opening AS opening
            WHERE
                opening.year = closed.year
                AND (opening.league_code IS NULL OR opening.league_code = duty.league_code)
                AND opening.open_from <= :moment
                AND opening.open_until > :moment
        )
    )
ORDER BY
    duty.effective_due_at ASC, asked.ends_on ASC, asked.starts_on DESC,
    duty.return_kind ASC, duty.league_code ASC
