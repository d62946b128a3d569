CREATE TABLE intake.timeline (
    name text PRIMARY KEY,
    events bigint NOT NULL
);
COMMENT ON TABLE intake.timeline IS
'The stretch of history whose events this warehouse numbers, one row; the archive''s log must have come as far';
COMMENT ON COLUMN intake.timeline.name IS 'Its name, that of its folder in the archive''s log';
COMMENT ON COLUMN intake.timeline.events IS 'How many of its events are in the log';
