-- The return that each league owes for the month.
SELECT
    owed.period,
    owed.league_code,
    owed.due_at,
    owed.effective_due_at,
    owed.arrived_at,
    owed.timeliness,
    owed.versions,
    owed.errors,
    owed.warnings,
    owed.outstanding,
    owed.due_rule,
    league.name_zh AS league_name_zh
FROM warehouse.return_status_as_of(:as_of) AS owed
INNER JOIN reference.league AS league ON owed.league_code = league.league_code
WHERE
    owed.period = :period
    AND owed.return_kind IN (
        SELECT part.return_kind
        FROM reference.part
        WHERE part.feeds = 'enterprises'
    )
