-- Every return that annual_return tells of is owed, and stands in the annual set.
SELECT
    said.league_code,
    said.return_kind,
    said.period
FROM summary.annual_return AS said
LEFT JOIN reference.expected_return AS owed
    ON
        said.league_code = owed.league_code
        AND said.return_kind = owed.return_kind
        AND said.period = owed.period
WHERE said.year = :year AND owed.in_annual_set IS NOT TRUE
