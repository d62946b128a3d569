ALTER TABLE intake.submission ADD COLUMN template_version text;
COMMENT ON COLUMN intake.submission.template_version IS
'Version of the template that it was made with, by its stamp; blank: no stamp';

ALTER TABLE intake.finding ADD COLUMN explained_by bigint REFERENCES intake.submission;
COMMENT ON COLUMN intake.finding.explained_by IS
'The submission that gave the explanation, carried on while the value stands; blank: this one';

CREATE TABLE intake.year_lock (
    year integer PRIMARY KEY,
    locked_at timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL
);
COMMENT ON TABLE intake.year_lock IS 'Years that are published: their returns are taken no more';
COMMENT ON COLUMN intake.year_lock.year IS 'The year of the periods';
COMMENT ON COLUMN intake.year_lock.locked_at IS 'From this moment on';
COMMENT ON COLUMN intake.year_lock.actor IS 'Who locked it';
COMMENT ON COLUMN intake.year_lock.reason IS 'Why';

CREATE TABLE intake.year_opening (
    opening_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year integer NOT NULL REFERENCES intake.year_lock,
    league_code text REFERENCES reference.league,
    open_from timestamptz NOT NULL,
    open_until timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    CHECK (open_from < open_until)
);
COMMENT ON TABLE intake.year_opening IS 'Dated exceptions from a lock: returns that arrive meanwhile are taken';
COMMENT ON COLUMN intake.year_opening.opening_id IS 'Number of the exception';
COMMENT ON COLUMN intake.year_opening.year IS 'The locked year';
COMMENT ON COLUMN intake.year_opening.league_code IS 'For this league; blank: for all';
COMMENT ON COLUMN intake.year_opening.open_from IS 'From this moment on';
COMMENT ON COLUMN intake.year_opening.open_until IS 'Until just before this moment';
COMMENT ON COLUMN intake.year_opening.actor IS 'Who decided it';
COMMENT ON COLUMN intake.year_opening.reason IS 'Why';
