CREATE VIEW analysis.submission AS
SELECT
    file.submission_id,
    file.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    file.return_kind,
    file.period,
    file.file_name AS source_file,
    file.sha256,
    file.arrived_at,
    file.state,
    nullif(file.revision_reason, '') AS revision_reason
FROM intake.submission AS file
LEFT JOIN reference.area AS area ON file.league_code = area.league_code
WHERE file.league_code IS NOT NULL AND file.state NOT IN ('received', 'duplicate', 'attachment');

COMMENT ON VIEW analysis.submission IS
'Every file of a league that was judged: what a submission_id in the other tables leads to';
COMMENT ON COLUMN analysis.submission.submission_id IS 'Number of the submission';
COMMENT ON COLUMN analysis.submission.sha256 IS 'SHA-256 of the file, its name in the archive';
COMMENT ON COLUMN analysis.submission.arrived_at IS 'When it arrived, as the inbox saw it';
COMMENT ON COLUMN analysis.submission.state IS
'What it was judged: unreadable, rejected, partly_accepted, accepted, accepted_with_warnings or held';
COMMENT ON COLUMN analysis.submission.revision_reason IS 'Why it was sent again, as written in it (更正说明)';
