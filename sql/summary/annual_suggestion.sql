-- Problems and suggestions of the year: those beside the quarters' progress, those of the annual returns.
WITH said AS (
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
    said.league_code,
    said.project_no,
    said.problem,
    said.suggestion,
    said.source,
    said.period,
    said.row_no,
    league.name_zh AS league_name_zh,
    project.name_zh AS project_name_zh,
    said.submission_id
FROM said
INNER JOIN reference.league AS league ON said.league_code = league.league_code
LEFT JOIN reference.project AS project ON said.project_no = project.project_no
WHERE nullif(said.problem, '') IS NOT NULL OR nullif(said.suggestion, '') IS NOT NULL
