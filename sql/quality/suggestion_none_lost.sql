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

built AS (
    SELECT * FROM summary.annual_suggestion
    WHERE year = :year
)

SELECT
    coalesce(worded.league_code, built.league_code) AS league_code,
    coalesce(worded.period, built.period) AS period,
    coalesce(worded.row_no, built.row_no) AS row_no,
    built.league_code IS NULL AS lacking
FROM worded
FULL JOIN built
    ON
        worded.league_code = built.league_code
        AND worded.period = built.period
        AND worded.row_no = built.row_no
WHERE
    worded.problem IS DISTINCT FROM built.problem
    OR worded.suggestion IS DISTINCT FROM built.suggestion
    OR worded.league_code IS NULL
    OR built.league_code IS NULL
