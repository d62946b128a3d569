CREATE TABLE intake.base_figure (
    indicator_code text NOT NULL REFERENCES reference.indicator,
    year integer NOT NULL,
    value numeric NOT NULL CHECK (value >= 0),
    provider_zh text NOT NULL,
    source text NOT NULL,
    entered_at timestamptz NOT NULL,
    entered_by text NOT NULL,
    PRIMARY KEY (indicator_code, year, entered_at)
);
COMMENT ON TABLE intake.base_figure IS
'What the region reached in a year before the first return, as it was entered; the last one counts';
COMMENT ON COLUMN intake.base_figure.indicator_code IS 'The indicator';
COMMENT ON COLUMN intake.base_figure.year IS 'The calendar year';
COMMENT ON COLUMN intake.base_figure.value IS 'The flow of that year, in the indicator''s unit';
COMMENT ON COLUMN intake.base_figure.provider_zh IS 'The department that gave it';
COMMENT ON COLUMN intake.base_figure.source IS 'The document that it stands in';
COMMENT ON COLUMN intake.base_figure.entered_at IS 'From this moment on it counts';
COMMENT ON COLUMN intake.base_figure.entered_by IS 'Who entered it';

CREATE TABLE intake.matter_answer (
    matter_id text NOT NULL,
    year integer NOT NULL,
    wording text NOT NULL,
    handler_zh text NOT NULL,
    state text NOT NULL CHECK (state IN ('done', 'under_way', 'planned', 'declined')),
    reply text NOT NULL,
    replied_on date NOT NULL,
    answered_at timestamptz NOT NULL,
    answered_by text NOT NULL,
    PRIMARY KEY (matter_id, answered_at)
);
COMMENT ON TABLE intake.matter_answer IS
'The department''s answers to what leagues suggested; the last one to a matter counts';
COMMENT ON COLUMN intake.matter_answer.matter_id IS 'The matter, as in summary.suggestion_matter';
COMMENT ON COLUMN intake.matter_answer.year IS 'The year in which it was suggested';
COMMENT ON COLUMN intake.matter_answer.wording IS 'What was suggested, in the words that were answered';
COMMENT ON COLUMN intake.matter_answer.handler_zh IS 'The department that handles it';
COMMENT ON COLUMN intake.matter_answer.state IS
'done, under_way, planned, or declined: it cannot be done for now';
COMMENT ON COLUMN intake.matter_answer.reply IS 'What leagues are answered';
COMMENT ON COLUMN intake.matter_answer.replied_on IS 'The date of the answer';
COMMENT ON COLUMN intake.matter_answer.answered_at IS 'From this moment on it is known';
COMMENT ON COLUMN intake.matter_answer.answered_by IS 'Who entered it';
