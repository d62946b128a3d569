-- A project names as many missing leagues as it lacks, of its account, its budget and its spend; none where
-- all are there.
SELECT
    project.project_no,
    lacking.what,
    lacking.there,
    project.leagues_expected,
    lacking.missing_leagues
FROM summary.annual_project AS project
CROSS JOIN
    LATERAL (
        VALUES
        ('account', project.leagues_reporting, project.missing_leagues),
        ('budget', project.budget_leagues, project.budget_missing_leagues),
        ('spent', project.spent_leagues, project.spent_missing_leagues)
    ) AS lacking (what, there, missing_leagues)
WHERE
    project.year = :year
    AND project.leagues_expected - lacking.there
    <> coalesce(cardinality(string_to_array(lacking.missing_leagues, '、')), 0)
