-- Problems and suggestions beside the quarter's progress.
SELECT
    progress.period,
    progress.league_code,
    progress.project_no,
    progress.problems AS problem,
    progress.advice AS suggestion,
    progress.row_no,
    league.name_zh AS league_name_zh,
    project.name_zh AS project_name_zh,
    progress.submission_id
FROM warehouse.project_progress_as_of(:as_of) AS progress
INNER JOIN reference.league AS league ON progress.league_code = league.league_code
INNER JOIN reference.project AS project ON progress.project_no = project.project_no
WHERE
    progress.period = :period
    AND (nullif(progress.problems, '') IS NOT NULL OR nullif(progress.advice, '') IS NOT NULL)
