-- What a league says it completed is not its annual main data's figure of the project's first indicator;
-- the later of the two is asked, the account where both came in one file.
WITH pair AS (
    SELECT
        account.submission_id AS account_id,
        figure.submission_id AS figure_id,
        completion.project_no,
        figure.indicator_code,
        completion.completed,
        figure.figure,
        account.sheet AS account_sheet,
        figure.sheet AS figure_sheet,
        completion.cells ->> 'completed' AS account_cell,
        figure.cells ->> 'figure' AS figure_cell,
        (submission.arrived_at, account.submission_id)
        >= (figure.arrived_at, figure.submission_id) AS asks_account
    FROM intake.reported_completion AS completion
    INNER JOIN intake.part_validity
        ON completion.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN intake.part AS account ON completion.part_id = account.part_id
    INNER JOIN intake.submission ON account.submission_id = submission.submission_id
    INNER JOIN intake.figure_in_force AS figure
        ON
            account.league_code = figure.league_code
            AND account.return_kind = figure.return_kind
            AND account.period = figure.period
            AND figure.indicator_code = 'P' || lpad(completion.project_no::text, 2, '0') || '-1'
    WHERE
        account.league_code = (
            SELECT min(judged.league_code)
            FROM intake.part AS judged
            WHERE judged.submission_id = :submission_id
        )
)

SELECT
    project_no,
    indicator_code,
    NULL::jsonb AS facts,
    NULL AS remark,
    CASE WHEN asks_account THEN 'completion' ELSE 'data' END AS part,
    CASE WHEN asks_account THEN 'completed' ELSE 'figure' END AS field,
    CASE WHEN asks_account THEN account_sheet ELSE figure_sheet END AS sheet,
    CASE WHEN asks_account THEN account_cell ELSE figure_cell END AS cell,
    trim_scale(completed)::text AS given,
    trim_scale(figure)::text AS expected,
    trim_scale(completed - figure)::text AS difference
FROM pair
WHERE
    completed <> figure
    AND CASE WHEN asks_account THEN account_id ELSE figure_id END = :submission_id
ORDER BY project_no
