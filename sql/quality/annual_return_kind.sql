-- Every return that annual_return tells of is owed, and stands in the annual set.
SELECT
    built.league_code,
    built.return_kind,
    built.period
FROM summary.annual_return AS built
LEFT JOIN reference.expected_return AS owed
    ON
        built.league_code = owed.league_code
        AND built.return_kind = owed.return_kind
        AND built.period = owed.period
WHERE built.year = :year AND owed.in_annual_set IS NOT TRUE
