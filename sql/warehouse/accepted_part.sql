CREATE VIEW warehouse.accepted_part AS
SELECT
    part.league_code,
    part.return_kind,
    part.period,
    part.part,
    part.submission_id,
    submission.arrived_at,
    part.decided_at AS accepted_at,
    part.withdrawn_at,
    submission.file_name AS source_file,
    submission.sha256,
    part.verdict
FROM intake.part AS part
INNER JOIN intake.submission AS submission ON part.submission_id = submission.submission_id
WHERE part.verdict <> 'refused';

COMMENT ON VIEW warehouse.accepted_part IS
'Every version of a part that was ever accepted: superseded and withdrawn ones too';
COMMENT ON COLUMN warehouse.accepted_part.league_code IS 'The league';
COMMENT ON COLUMN warehouse.accepted_part.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN warehouse.accepted_part.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN warehouse.accepted_part.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN warehouse.accepted_part.submission_id IS 'The submission that it came in';
COMMENT ON COLUMN warehouse.accepted_part.arrived_at IS 'When its file arrived';
COMMENT ON COLUMN warehouse.accepted_part.accepted_at IS 'When it was accepted';
COMMENT ON COLUMN warehouse.accepted_part.withdrawn_at IS 'When it was withdrawn; blank: it was not';
COMMENT ON COLUMN warehouse.accepted_part.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.accepted_part.sha256 IS 'SHA-256 of the file, its name in the archive';
COMMENT ON COLUMN warehouse.accepted_part.verdict IS
'What it was by itself when it was judged: accepted or accepted_with_warnings';
