-- A return that is owed: when it is due, and what of it is there.
SELECT
    status.*,
    league.name_zh,
    league.name_en
FROM warehouse.return_status AS status
INNER JOIN reference.league ON status.league_code = league.league_code
WHERE status.league_code = :league_code AND status.period = :period
