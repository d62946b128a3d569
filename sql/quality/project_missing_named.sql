-- A project names as many missing leagues as it lacks; none where all report.
SELECT
    project_no,
    leagues_reporting,
    leagues_expected,
    missing_leagues
FROM summary.annual_project
WHERE
    year = :year
    AND leagues_expected - leagues_reporting
    <> coalesce(cardinality(string_to_array(missing_leagues, '、')), 0)
