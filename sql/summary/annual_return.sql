-- The returns of the annual set that each league owes for the periods of the year.
SELECT
    owed.year,
    owed.league_code,
    owed.return_kind,
    owed.period,
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
INNER JOIN reference.expected_return AS asked
    ON
        owed.league_code = asked.league_code
        AND owed.return_kind = asked.return_kind
        AND owed.period = asked.period
INNER JOIN reference.league AS league ON owed.league_code = league.league_code
WHERE owed.year = :year AND asked.in_annual_set
