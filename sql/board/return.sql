-- A return that is owed: when it is due, what of it is there. Without its kind, the first of such periods.
SELECT
    status.*,
    league.name_zh,
    league.name_en
FROM warehouse.return_status AS status
INNER JOIN reference.league ON status.league_code = league.league_code
WHERE
    status.league_code = :league_code
    AND status.period = :period
    AND :return_kind IN ('', status.return_kind)
ORDER BY status.return_kind
LIMIT 1
