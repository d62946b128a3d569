CREATE TABLE intake.alarm (
    alarm_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alarm_id text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    told_at timestamptz,
    told_count integer NOT NULL DEFAULT 0,
    cleared_at timestamptz,
    end_told_at timestamptz
);
CREATE UNIQUE INDEX alarm_open ON intake.alarm (alarm_id, subject) WHERE cleared_at IS NULL;
CREATE INDEX alarm_end_untold ON intake.alarm (cleared_at) WHERE told_at IS NOT NULL AND end_told_at IS NULL;
COMMENT ON TABLE intake.alarm IS 'What ops are told: a row from its first sight to its end, one open row a subject';
COMMENT ON COLUMN intake.alarm.alarm_no IS 'Number of the row';
COMMENT ON COLUMN intake.alarm.alarm_id IS 'The row of alarms.csv';
COMMENT ON COLUMN intake.alarm.subject IS 'What it is about: a path below the inbox, a submission, a task, …';
COMMENT ON COLUMN intake.alarm.detail IS 'What was seen last, in Chinese where people wait for it';
COMMENT ON COLUMN intake.alarm.first_seen_at IS 'When it was first seen';
COMMENT ON COLUMN intake.alarm.last_seen_at IS 'When it was last seen';
COMMENT ON COLUMN intake.alarm.told_at IS 'When a mail last said so; blank: none did';
COMMENT ON COLUMN intake.alarm.told_count IS 'How many mails said so';
COMMENT ON COLUMN intake.alarm.cleared_at IS 'When it was found to be over; blank: it is open';
COMMENT ON COLUMN intake.alarm.end_told_at IS 'When a mail said that it is over; blank: none did';
