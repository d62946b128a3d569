CREATE TABLE summary.edition (
    period text NOT NULL REFERENCES reference.period,
    edition_no integer NOT NULL,
    as_of timestamptz NOT NULL,
    content_sha256 text NOT NULL,
    approved_by text NOT NULL,
    approved_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    registry_sha256 text NOT NULL,
    folder text NOT NULL,
    PRIMARY KEY (period, edition_no)
);
COMMENT ON TABLE summary.edition IS 'The sets that were published, numbered';
COMMENT ON COLUMN summary.edition.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN summary.edition.edition_no IS 'Number of the edition, from 1';
COMMENT ON COLUMN summary.edition.as_of IS 'What was known at this moment is in it';
COMMENT ON COLUMN summary.edition.content_sha256 IS 'SHA-256 of the rows of all the tables that it shows';
COMMENT ON COLUMN summary.edition.approved_by IS 'Who approved exactly this content';
COMMENT ON COLUMN summary.edition.approved_at IS 'When';
COMMENT ON COLUMN summary.edition.published_at IS 'When it was published';
COMMENT ON COLUMN summary.edition.registry_sha256 IS
'SHA-256 of the registry and due rule that it was made by';
COMMENT ON COLUMN summary.edition.folder IS 'Where it lies, below the outbox';

CREATE TABLE summary.edition_submission (
    period text NOT NULL REFERENCES reference.period,
    edition_no integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    return_period text NOT NULL REFERENCES reference.period,
    part text NOT NULL,
    submission_id bigint NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (period, edition_no, league_code, return_period, part),
    FOREIGN KEY (period, edition_no) REFERENCES summary.edition
);
COMMENT ON TABLE summary.edition_submission IS 'The submissions that each published set rests on';
COMMENT ON COLUMN summary.edition_submission.period IS
'2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN summary.edition_submission.edition_no IS 'Number of the edition';
COMMENT ON COLUMN summary.edition_submission.league_code IS 'The league';
COMMENT ON COLUMN summary.edition_submission.return_period IS 'The return''s period: 2023Q1, or 2023';
COMMENT ON COLUMN summary.edition_submission.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN summary.edition_submission.submission_id IS 'The submission';
COMMENT ON COLUMN summary.edition_submission.sha256 IS 'SHA-256 of its file';
