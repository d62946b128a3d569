CREATE TABLE reference.period (
    period text PRIMARY KEY,
    cadence text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    quarter integer NOT NULL,
    month integer,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    sequence integer NOT NULL,
    predecessor text,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    UNIQUE (cadence, sequence)
);
COMMENT ON TABLE reference.period IS 'The calendar: every period of every cadence, from the year before the action on';
COMMENT ON COLUMN reference.period.period IS '2023Q1, 2024M03, 2024H1, or 2023 for the year';
COMMENT ON COLUMN reference.period.cadence IS 'month, quarter, half or year';
COMMENT ON COLUMN reference.period.year IS 'Its year';
COMMENT ON COLUMN reference.period.number IS 'Which of its year''s it is; the first is 1';
COMMENT ON COLUMN reference.period.quarter IS 'The quarter that it ends in, 1 to 4';
COMMENT ON COLUMN reference.period.month IS 'A month''s number, 1 to 12; blank for longer periods';
COMMENT ON COLUMN reference.period.starts_on IS 'First day';
COMMENT ON COLUMN reference.period.ends_on IS 'Last day';
COMMENT ON COLUMN reference.period.sequence IS 'Periods of the cadence counted on over the years: one more than its predecessor''s';
COMMENT ON COLUMN reference.period.predecessor IS 'The period of the same cadence before it; blank for the first';
COMMENT ON COLUMN reference.period.name_zh IS 'Name, Chinese';
COMMENT ON COLUMN reference.period.name_en IS 'Name, English';

-- Written anew from the register, right after this.
DELETE FROM reference.expected_return;
ALTER TABLE reference.expected_return
ADD CONSTRAINT expected_return_period_fkey FOREIGN KEY (period) REFERENCES reference.period;
