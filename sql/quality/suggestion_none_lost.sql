-- annual_suggestion has each problem and suggestion in force, of the quarters and the annual returns.
WITH known AS (
    SELECT
        league_code,
        period,
        row_no,
        problems AS problem,
        advice AS suggestion
    FROM warehouse.project_progress
    WHERE year = :year
    UNION ALL
    SELECT
        league_code,
        cast(year AS text) AS period,
        row_no,
        problem,
        suggestion
    FROM warehouse.suggestion
    WHERE year = :year
),

worded AS (
    SELECT * FROM known
    WHERE concat(problem, suggestion) <> ''
),

said AS (
    SELECT * FROM summary.annual_suggestion
    WHERE year = :year
)

SELECT
    coalesce(worded.league_code, said.league_code) AS league_code,
    coalesce(worded.period, said.period) AS period,
    coalesce(worded.row_no, said.row_no) AS row_no,
    said.league_code IS NULL AS lacking
FROM worded
FULL JOIN said
    ON
        worded.league_code = said.league_code
        AND worded.period = said.period
        AND worded.row_no = said.row_no
WHERE
    worded.problem IS DISTINCT FROM said.problem
    OR worded.suggestion IS DISTINCT FROM said.suggestion
    OR worded.league_code IS NULL
    OR said.league_code IS NULL
