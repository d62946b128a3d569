-- No summary table has a year in which the action owes no return.
WITH built AS (
    SELECT
        'annual_return' AS table_name,
        year
    FROM summary.annual_return
    UNION ALL
    SELECT
        'annual_waiver' AS table_name,
        year
    FROM summary.annual_waiver
    UNION ALL
    SELECT
        'annual_account' AS table_name,
        year
    FROM summary.annual_account
    UNION ALL
    SELECT
        'annual_indicator' AS table_name,
        year
    FROM summary.annual_indicator
    UNION ALL
    SELECT
        'annual_target' AS table_name,
        year
    FROM summary.annual_target
    UNION ALL
    SELECT
        'action_target' AS table_name,
        year
    FROM summary.action_target
    UNION ALL
    SELECT
        'annual_project' AS table_name,
        year
    FROM summary.annual_project
    UNION ALL
    SELECT
        'annual_reporting' AS table_name,
        year
    FROM summary.annual_reporting
    UNION ALL
    SELECT
        'annual_suggestion' AS table_name,
        year
    FROM summary.annual_suggestion
    UNION ALL
    SELECT
        'annual_difference' AS table_name,
        year
    FROM summary.annual_difference
    UNION ALL
    SELECT
        'annual_finding' AS table_name,
        year
    FROM summary.annual_finding
    UNION ALL
    SELECT
        'annual_submission' AS table_name,
        year
    FROM summary.annual_submission
    UNION ALL
    SELECT
        'annual_county' AS table_name,
        year
    FROM summary.annual_county
    UNION ALL
    SELECT
        'annual_enterprise' AS table_name,
        year
    FROM summary.annual_enterprise
    UNION ALL
    SELECT
        'annual_industry' AS table_name,
        year
    FROM summary.annual_industry
    UNION ALL
    SELECT
        'annual_words' AS table_name,
        year
    FROM summary.annual_words
    UNION ALL
    SELECT
        'annual_forecast' AS table_name,
        year
    FROM summary.annual_forecast
    UNION ALL
    SELECT
        'suggestion_matter' AS table_name,
        year
    FROM summary.suggestion_matter
    UNION ALL
    SELECT
        'earlier_matter' AS table_name,
        year
    FROM summary.earlier_matter
)

SELECT
    table_name,
    year,
    count(*) AS rows
FROM built
WHERE year NOT IN (SELECT expected_return.year FROM reference.expected_return)
GROUP BY table_name, year
