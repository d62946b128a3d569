CREATE TABLE intake.reminder (
    reminder_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    league_code text NOT NULL,
    return_kind text,
    period text,
    reminder text NOT NULL,
    for_day date NOT NULL,
    sent_to text NOT NULL,
    sent_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (league_code, return_kind, period, for_day),
    CHECK ((return_kind IS NULL) = (period IS NULL))
);
COMMENT ON TABLE intake.reminder IS
'Mails that were sent about returns that are not complete: a row a return; and the centre''s digests';
COMMENT ON COLUMN intake.reminder.reminder_id IS 'Number of the row';
COMMENT ON COLUMN intake.reminder.league_code IS 'The league that was reminded; 150000: the centre';
COMMENT ON COLUMN intake.reminder.return_kind IS 'quarterly or annual; blank: a digest';
COMMENT ON COLUMN intake.reminder.period IS '2023Q1, or 2023 for the year; blank: a digest';
COMMENT ON COLUMN intake.reminder.reminder IS 'The row of reminders.csv by which it was due; digest';
COMMENT ON COLUMN intake.reminder.for_day IS
'The day on which it was due to be sent; it may have been sent later';
COMMENT ON COLUMN intake.reminder.sent_to IS 'The addresses, joined by commas';
COMMENT ON COLUMN intake.reminder.sent_at IS 'When it was sent';
