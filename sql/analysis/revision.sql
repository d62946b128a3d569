CREATE VIEW analysis.revision AS
-- A version that ended, and what was in force after it: the next one, one that was brought back, or nothing.
WITH version AS (
    SELECT
        version_in_force.*,
        lead(version_in_force.part_id) OVER next_one AS next_part_id,
        lead(version_in_force.known_from) OVER next_one AS next_known_from
    FROM warehouse.version_in_force
    WHERE version_in_force.known_from < version_in_force.known_until OR version_in_force.known_until IS NULL
    WINDOW next_one AS (
        PARTITION BY
            version_in_force.league_code,
            version_in_force.return_kind,
            version_in_force.period,
            version_in_force.part
        ORDER BY version_in_force.known_from
    )
),

-- A later return that came when nothing was in force any more is no revision.
change AS (
    SELECT
        version.league_code,
        version.return_kind,
        version.period,
        version.part,
        version.known_until AS changed_at,
        version.part_id AS was_part_id,
        CASE WHEN version.next_known_from = version.known_until THEN version.next_part_id END
            AS became_part_id
    FROM version
    WHERE version.known_until IS NOT NULL
),

compared AS (
    SELECT
        change.was_part_id,
        change.changed_at,
        reported.project_no,
        reported.indicator_code,
        reported.subject_code,
        reported.row_no,
        reported.item,
        cast(max(reported.value) FILTER (WHERE side.is_before) AS numeric(28, 12)) AS was,
        cast(max(reported.value) FILTER (WHERE NOT side.is_before) AS numeric(28, 12)) AS became,
        max(reported.words) FILTER (WHERE side.is_before) AS was_words,
        max(reported.words) FILTER (WHERE NOT side.is_before) AS became_words,
        max(reported.cell) FILTER (WHERE side.is_before) AS was_cell,
        max(reported.cell) FILTER (WHERE NOT side.is_before) AS became_cell
    FROM change
    CROSS JOIN
        LATERAL (
            VALUES (change.was_part_id, TRUE), (change.became_part_id, FALSE)
        ) AS side (part_id, is_before)
    INNER JOIN analysis.reported_value AS reported ON side.part_id = reported.part_id
    GROUP BY
        change.was_part_id,
        change.changed_at,
        reported.project_no,
        reported.indicator_code,
        reported.subject_code,
        reported.row_no,
        reported.item
)

SELECT
    change.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    change.return_kind,
    change.period,
    change.part,
    compared.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    compared.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    compared.subject_code,
    compared.row_no,
    compared.item,
    compared.was,
    compared.became,
    cast(compared.became - compared.was AS numeric(28, 12)) AS change,
    compared.was_words,
    compared.became_words,
    change.changed_at,
    withdrawal.reason IS NOT NULL AS is_withdrawal,
    coalesce(withdrawal.reason, nullif(after.revision_reason, '')) AS reason,
    was_part.submission_id AS was_submission_id,
    before.file_name AS was_file,
    was_part.sheet AS was_sheet,
    compared.was_cell,
    became_part.submission_id AS became_submission_id,
    after.file_name AS became_file,
    became_part.sheet AS became_sheet,
    compared.became_cell
FROM compared
INNER JOIN change ON compared.was_part_id = change.was_part_id AND compared.changed_at = change.changed_at
INNER JOIN intake.part AS was_part ON change.was_part_id = was_part.part_id
INNER JOIN intake.submission AS before ON was_part.submission_id = before.submission_id
LEFT JOIN intake.part AS became_part ON change.became_part_id = became_part.part_id
LEFT JOIN intake.submission AS after ON became_part.submission_id = after.submission_id
LEFT JOIN LATERAL (
    SELECT event.reason
    FROM intake.event AS event
    WHERE
        was_part.submission_id = event.submission_id
        AND was_part.part = event.part
        AND event.verb = 'withdraw'
        AND change.changed_at = event.at
    ORDER BY event.event_id DESC
    LIMIT 1
) AS withdrawal ON TRUE
INNER JOIN reference.area AS area ON change.league_code = area.league_code
LEFT JOIN reference.project AS project ON compared.project_no = project.project_no
LEFT JOIN reference.indicator AS indicator ON compared.indicator_code = indicator.indicator_code
WHERE (compared.was, compared.was_words) IS DISTINCT FROM (compared.became, compared.became_words);

COMMENT ON VIEW analysis.revision IS
'Every figure and every word that a later version, or a withdrawal, changed: what it was, what it became, when and why';
COMMENT ON COLUMN analysis.revision.item IS 'What of its row it is, as in analysis.reported_value';
COMMENT ON COLUMN analysis.revision.row_no IS 'As in analysis.reported_value';
COMMENT ON COLUMN analysis.revision.was IS 'The figure before; blank: none, or it is words';
COMMENT ON COLUMN analysis.revision.became IS 'The figure after; blank: none, or it is words';
COMMENT ON COLUMN analysis.revision.change IS 'became less was';
COMMENT ON COLUMN analysis.revision.was_words IS 'The words before';
COMMENT ON COLUMN analysis.revision.became_words IS 'The words after';
COMMENT ON COLUMN analysis.revision.changed_at IS 'From this moment on the new one was in force, or nothing was';
COMMENT ON COLUMN analysis.revision.is_withdrawal IS 'Whether the version before was withdrawn, not replaced';
COMMENT ON COLUMN analysis.revision.reason IS
'Why: the new version''s 更正说明, or what was said at the withdrawal; blank: nothing was said';
COMMENT ON COLUMN analysis.revision.was_submission_id IS 'The submission before';
COMMENT ON COLUMN analysis.revision.was_file IS 'Its file''s name as sent';
COMMENT ON COLUMN analysis.revision.was_sheet IS 'Its sheet; blank in a text file';
COMMENT ON COLUMN analysis.revision.was_cell IS 'The cell in it';
COMMENT ON COLUMN analysis.revision.became_submission_id IS 'The submission after; blank: none';
COMMENT ON COLUMN analysis.revision.became_file IS 'Its file''s name as sent';
COMMENT ON COLUMN analysis.revision.became_sheet IS 'Its sheet; blank in a text file';
COMMENT ON COLUMN analysis.revision.became_cell IS 'The cell in it';
