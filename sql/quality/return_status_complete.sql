-- A return that is owed has one row in warehouse.return_status, and nothing else has one.
SELECT
    coalesce(owed.league_code, status.league_code) AS league_code,
    coalesce(owed.period, status.period) AS period,
    count(status.league_code) AS status_rows
FROM reference.expected_return AS owed
FULL JOIN warehouse.return_status AS status
    ON
        owed.league_code = status.league_code
        AND owed.return_kind = status.return_kind
        AND owed.period = status.period
WHERE coalesce(owed.year, status.year) = :year
GROUP BY owed.league_code, status.league_code, owed.period, status.period
HAVING count(owed.league_code) <> 1 OR count(status.league_code) <> 1
