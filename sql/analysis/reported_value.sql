CREATE VIEW analysis.reported_value AS
WITH reported AS (
    SELECT
        figure.part_id,
        cast(NULL AS integer) AS row_no,
        indicator.project_no,
        figure.indicator_code,
        cast(NULL AS text) AS subject_code,
        item.item,
        item.value,
        cast(NULL AS text) AS words,
        figure.cells ->> item.item AS cell
    FROM intake.reported_figure AS figure
    INNER JOIN reference.indicator AS indicator ON figure.indicator_code = indicator.indicator_code
    CROSS JOIN
        LATERAL (
            VALUES ('figure', figure.figure), ('year_to_date', figure.year_to_date)
        ) AS item (item, value)
    UNION ALL
    SELECT
        progress.part_id,
        cast(NULL AS integer) AS row_no,
        progress.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS subject_code,
        item.item,
        item.value,
        item.words,
        progress.cells ->> item.item AS cell
    FROM intake.reported_progress AS progress
    CROSS JOIN
        LATERAL (
            VALUES
            ('budget', progress.budget, NULL),
            ('spent', progress.spent, NULL),
            ('status', NULL, progress.status),
            ('progress', NULL, progress.progress),
            ('problems', NULL, progress.problems),
            ('advice', NULL, progress.advice),
            ('measures', NULL, progress.measures),
            ('stage', NULL, progress.stage),
            ('practice', NULL, progress.practice),
            ('leader', NULL, progress.leader),
            ('person', NULL, progress.person),
            ('until', NULL, progress.until)
        ) AS item (item, value, words)
    UNION ALL
    SELECT
        completion.part_id,
        cast(NULL AS integer) AS row_no,
        completion.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS subject_code,
        item.item,
        item.value,
        item.words,
        completion.cells ->> item.item AS cell
    FROM intake.reported_completion AS completion
    CROSS JOIN
        LATERAL (
            VALUES
            ('target', completion.target, NULL),
            ('completed', completion.completed, NULL),
            ('rate', completion.rate, NULL),
            ('account', NULL, completion.account)
        ) AS item (item, value, words)
    UNION ALL
    SELECT
        suggestion.part_id,
        suggestion.row_no,
        suggestion.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS subject_code,
        item.item,
        cast(NULL AS numeric) AS value,
        item.words,
        suggestion.cells ->> item.item AS cell
    FROM intake.reported_suggestion AS suggestion
    CROSS JOIN
        LATERAL (
            VALUES ('problem', suggestion.problem), ('suggestion', suggestion.suggestion)
        ) AS item (item, words)
    UNION ALL
    SELECT
        line.part_id,
        CASE WHEN line.subject_code IS NULL THEN line.row_no END AS row_no,
        indicator.project_no,
        line.indicator_code,
        line.subject_code,
        field.item,
        CASE WHEN field.is_number THEN cast(field.words AS numeric) END AS value,
        CASE WHEN NOT field.is_number THEN field.words END AS words,
        line.cells ->> field.item AS cell
    FROM intake.reported_row AS line
    LEFT JOIN reference.indicator AS indicator ON line.indicator_code = indicator.indicator_code
    CROSS JOIN LATERAL (
        SELECT
            pair.key AS item,
            pair.value AS words,
            pair.value ~ '^[0-9]{1,15}([.][0-9]+)?$' AND pair.key !~ 'code|uscc|name|title' AS is_number
        FROM jsonb_each_text(line."values") AS pair
    ) AS field
)

SELECT
    part.league_code,
    part.return_kind,
    part.period,
    part.part,
    reported.project_no,
    reported.indicator_code,
    reported.subject_code,
    reported.row_no,
    reported.item,
    cast(reported.value AS numeric(28, 12)) AS value,
    nullif(reported.words, '') AS words,
    part.submission_id,
    submission.file_name AS source_file,
    part.sheet,
    reported.cell,
    exists(
        SELECT FROM intake.part_validity AS validity
        WHERE part.part_id = validity.part_id AND validity.known_until IS NULL
    ) AS is_in_force,
    part.part_id
FROM intake.part AS part
INNER JOIN intake.submission AS submission ON part.submission_id = submission.submission_id
INNER JOIN reported ON part.part_id = reported.part_id
WHERE
    (reported.value IS NOT NULL OR nullif(reported.words, '') IS NOT NULL)
    AND EXISTS (
        SELECT FROM intake.part_validity AS validity
        WHERE part.part_id = validity.part_id
    );

COMMENT ON VIEW analysis.reported_value IS
'Every figure and every word of every version that was ever in force, a row a cell: money, progress and suggestions too';
COMMENT ON COLUMN analysis.reported_value.item IS
'What of its row it is: figure, year_to_date; budget, spent, status, progress, problems, advice, …; target, completed, rate, account; problem, suggestion; a field of the other parts';
COMMENT ON COLUMN analysis.reported_value.row_no IS
'Order of the row in the sheet where it is about nothing that has a code; else blank';
COMMENT ON COLUMN analysis.reported_value.value IS 'The figure, in the plan''s unit; blank: it is words';
COMMENT ON COLUMN analysis.reported_value.words IS 'The words; blank: it is a figure';
COMMENT ON COLUMN analysis.reported_value.is_in_force IS 'Whether its version is in force now';
COMMENT ON COLUMN analysis.reported_value.part_id IS 'Number of the part of the submission';
