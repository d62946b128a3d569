-- Problems and suggestions beside the quarter's progress.
SELECT
    said.period,
    said.league_code,
    said.project_no,
    said.problems AS problem,
    said.advice AS suggestion,
    said.row_no,
    league.name_zh AS league_name_zh,
    project.name_zh AS project_name_zh,
    said.submission_id
FROM warehouse.project_progress_as_of(:as_of) AS said
INNER JOIN reference.league AS league ON said.league_code = league.league_code
INNER JOIN reference.project AS project ON said.project_no = project.project_no
WHERE
    said.period = :period
    AND (nullif(said.problems, '') IS NOT NULL OR nullif(said.advice, '') IS NOT NULL)
