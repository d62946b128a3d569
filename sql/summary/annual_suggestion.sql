-- Problems and suggestions of the year: those beside the quarters' progress, those of the annual returns.
WITH written AS (
    SELECT
        league_code,
        project_no,
        problems AS problem,
        advice AS suggestion,
        'quarterly' AS source,
        period,
        row_no,
        submission_id
    FROM warehouse.project_progress_as_of(:as_of)
    WHERE year = :year
    UNION ALL
    SELECT
        league_code,
        project_no,
        problem,
        suggestion,
        'annual' AS source,
        cast(year AS text) AS period,
        row_no,
        submission_id
    FROM warehouse.suggestion_as_of(:as_of)
    WHERE year = :year
)

SELECT
    cast(:year AS integer) AS year,
    written.league_code,
    written.project_no,
    written.problem,
    written.suggestion,
    written.source,
    written.period,
    written.row_no,
    league.name_zh AS league_name_zh,
    project.name_zh AS project_name_zh,
    written.submission_id
FROM written
INNER JOIN reference.league AS league ON written.league_code = league.league_code
LEFT JOIN reference.project AS project ON written.project_no = project.project_no
WHERE nullif(written.problem, '') IS NOT NULL OR nullif(written.suggestion, '') IS NOT NULL
