-- What a league says it completed is not its annual main data's figure of the project's first indicator;
-- the later of the two is asked, the account where both came in one file.
WITH figures AS MATERIALIZED (
    SELECT figure_in_force.*
    FROM figure_in_force
    WHERE
        figure_in_force.quarter IS NULL
        AND figure_in_force.indicator_code = 'P' || lpad(figure_in_force.project_no::text, 2, '0') || '-1'
),

accounts AS MATERIALIZED (
    SELECT
        part.submission_id,
        submission.arrived_at,
        part.return_kind,
        part.period,
        part.sheet,
        completion.project_no,
        completion.completed,
        completion.cells
    FROM intake.part
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN intake.submission ON part.submission_id = submission.submission_id
    INNER JOIN intake.reported_completion AS completion ON part.part_id = completion.part_id
    WHERE part.league_code = (SELECT league.league_code FROM league)
),

differing AS (
    SELECT
        accounts.*,
        figures.submission_id AS figure_id,
        figures.indicator_code,
        figures.figure,
        figures.sheet AS figure_sheet,
        figures.cells AS figure_cells,
        (accounts.arrived_at, accounts.submission_id)
        >= (figures.arrived_at, figures.submission_id) AS asks_account
    FROM accounts
    INNER JOIN figures
        ON
            accounts.return_kind = figures.return_kind
            AND accounts.period = figures.period
            AND accounts.project_no = figures.project_no
    WHERE accounts.completed <> figures.figure
)

SELECT
    project_no,
    indicator_code,
    NULL AS remark,
    CASE WHEN asks_account THEN cells END AS row_cells,
    CASE WHEN asks_account THEN 'completion' ELSE 'data' END AS part,
    CASE WHEN asks_account THEN 'completed' ELSE 'figure' END AS field,
    CASE WHEN asks_account THEN sheet ELSE figure_sheet END AS sheet,
    CASE WHEN asks_account THEN cells ->> 'completed' ELSE figure_cells ->> 'figure' END AS cell,
    trim_scale(CASE WHEN asks_account THEN completed ELSE figure END)::text AS given,
    trim_scale(CASE WHEN asks_account THEN figure ELSE completed END)::text AS expected,
    trim_scale(CASE WHEN asks_account THEN completed - figure ELSE figure - completed END)::text
        AS difference,
    jsonb_build_object('completed', trim_scale(completed)::text, 'figure', trim_scale(figure)::text) AS facts
FROM differing
WHERE CASE WHEN asks_account THEN submission_id ELSE figure_id END = :submission_id
ORDER BY project_no
