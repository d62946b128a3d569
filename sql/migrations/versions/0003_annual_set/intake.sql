CREATE TABLE intake.approval (
    approval_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    period text NOT NULL,
    content_sha256 text NOT NULL,
    as_of timestamptz NOT NULL,
    asked_at timestamptz NOT NULL,
    decision text CHECK (decision IN ('approved', 'rejected')),
    actor text,
    reason text,
    decided_at timestamptz,
    CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (actor IS NULL))
);
COMMENT ON TABLE intake.approval IS
'What a person was asked to approve, and what came of it; an approval is of exactly this content';
COMMENT ON COLUMN intake.approval.approval_id IS 'Number of the question';
COMMENT ON COLUMN intake.approval.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN intake.approval.content_sha256 IS 'SHA-256 of the rows of all the tables that the set shows';
COMMENT ON COLUMN intake.approval.as_of IS 'The moment as of which they were built';
COMMENT ON COLUMN intake.approval.asked_at IS 'When it was asked';
COMMENT ON COLUMN intake.approval.decision IS 'approved or rejected; blank: nobody has answered yet';
COMMENT ON COLUMN intake.approval.actor IS 'Who answered';
COMMENT ON COLUMN intake.approval.reason IS 'What they said to it';
COMMENT ON COLUMN intake.approval.decided_at IS 'When they answered';

CREATE TABLE intake.edition_content (
    period text NOT NULL,
    edition_no integer NOT NULL,
    table_name text NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (period, edition_no, table_name)
);
COMMENT ON TABLE intake.edition_content IS 'The rows that each published set shows, kept as they were published';
COMMENT ON COLUMN intake.edition_content.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN intake.edition_content.edition_no IS 'Number of the edition, from 1';
COMMENT ON COLUMN intake.edition_content.table_name IS 'The summary table';
COMMENT ON COLUMN intake.edition_content.content IS 'Its rows, a list of objects';
