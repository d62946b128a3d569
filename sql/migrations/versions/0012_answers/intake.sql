ALTER TABLE intake.part
ADD COLUMN held boolean NOT NULL DEFAULT FALSE,
ADD COLUMN released_at timestamptz,
ADD COLUMN counts_from timestamptz
GENERATED ALWAYS AS (CASE WHEN held THEN released_at ELSE decided_at END) STORED;
COMMENT ON COLUMN intake.part.held IS
'Whether it was accepted without being in force, until the league answers or an operator releases it';
COMMENT ON COLUMN intake.part.released_at IS 'When an operator released it; blank: it was not held, or still is';
COMMENT ON COLUMN intake.part.counts_from IS
'From when it may be in force: decided_at, or of a held one released_at; blank: it is held';
COMMENT ON COLUMN intake.submission.state IS
'received, unreadable, rejected, partly_accepted, accepted, accepted_with_warnings, held, duplicate or attachment';
COMMENT ON COLUMN intake.submission.duplicate_of IS
'The submission with the same bytes that was in force when it came';

ALTER TABLE intake.finding ADD COLUMN remark text;
COMMENT ON COLUMN intake.finding.remark IS
'What the league wrote to it that explains nothing, such as 核实无误; blank: nothing, or an explanation';
