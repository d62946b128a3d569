CREATE TABLE intake.reported_row (
    part_id bigint NOT NULL REFERENCES intake.part,
    row_no integer NOT NULL,
    subject_code text,
    indicator_code text REFERENCES reference.indicator,
    "values" jsonb NOT NULL,
    cells jsonb NOT NULL,
    PRIMARY KEY (part_id, row_no)
);
COMMENT ON TABLE intake.reported_row IS 'Rows of the parts that have no table of their own, as they were reported';
COMMENT ON COLUMN intake.reported_row.part_id IS 'The part';
COMMENT ON COLUMN intake.reported_row.row_no IS 'The row''s number in the part; of a wide part a row an indicator';
COMMENT ON COLUMN intake.reported_row.subject_code IS 'What it is about: a county, an enterprise; blank: nothing';
COMMENT ON COLUMN intake.reported_row.indicator_code IS 'The indicator of its figures; blank: none';
COMMENT ON COLUMN intake.reported_row."values" IS 'What was reported, by the part''s fields; numbers as their digits';
COMMENT ON COLUMN intake.reported_row.cells IS 'The cell of each field';

ALTER TABLE intake.part ADD COLUMN header_cells jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN intake.part.header_cells IS
'The header''s cell of each field; empty in parts that were read before this was kept';

ALTER TABLE intake.finding ADD COLUMN subject_code text, ADD COLUMN subject_zh text;
COMMENT ON COLUMN intake.finding.subject_code IS
'Code of what its row is about, where that is a county, an enterprise and the like';
COMMENT ON COLUMN intake.finding.subject_zh IS 'Its name';

ALTER TABLE reference.waiver ADD COLUMN subject_code text;
COMMENT ON COLUMN reference.waiver.subject_code IS 'Only of this county, enterprise and the like; blank: of all';

ALTER TABLE reference.part
ADD COLUMN subject text NOT NULL DEFAULT 'none',
ADD COLUMN feeds text NOT NULL DEFAULT 'rows',
ADD COLUMN from_period text,
ADD COLUMN asked_from date;
COMMENT ON COLUMN reference.part.subject IS
'What a row is about: indicator, project, county, enterprise, or none';
COMMENT ON COLUMN reference.part.feeds IS
'What the warehouse makes of it: figures, year, progress, completion, suggestions, counties, enterprises, events, or rows';
COMMENT ON COLUMN reference.part.from_period IS 'It is asked for from this period on; blank: from the first';
COMMENT ON COLUMN reference.part.asked_from IS 'First day of that period; blank: it always was asked for';

ALTER TABLE reference.indicator ADD COLUMN lasting boolean NOT NULL DEFAULT FALSE;
COMMENT ON COLUMN reference.indicator.lasting IS
'Whether what is there once stays: a county that has fewer than before is asked';

-- Written anew from the register, right after this.
DELETE FROM reference.expected_return;
ALTER TABLE reference.expected_return ADD COLUMN in_annual_set boolean NOT NULL;
COMMENT ON COLUMN reference.expected_return.in_annual_set IS 'Whether the annual set tells of it';
