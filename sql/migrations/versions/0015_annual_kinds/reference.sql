CREATE TABLE reference.part_indicator (
    return_kind text NOT NULL,
    part text NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    PRIMARY KEY (return_kind, part, indicator_code)
);
COMMENT ON TABLE reference.part_indicator IS 'The indicators that have a column of their own in a part';
COMMENT ON COLUMN reference.part_indicator.return_kind IS 'The kind of return';
COMMENT ON COLUMN reference.part_indicator.part IS 'The part';
COMMENT ON COLUMN reference.part_indicator.indicator_code IS 'The indicator';
