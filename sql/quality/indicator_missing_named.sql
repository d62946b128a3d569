-- An indicator names as many missing leagues as it lacks; none where all report.
SELECT
    league_code,
    indicator_code,
    leagues_reporting,
    leagues_expected,
    missing_leagues
FROM summary.annual_indicator
WHERE
    year = :year
    AND leagues_expected - leagues_reporting
    <> coalesce(cardinality(string_to_array(missing_leagues, '、')), 0)
