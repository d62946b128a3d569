ALTER TABLE reference.rule
ADD COLUMN name_zh text NOT NULL DEFAULT '',
ADD COLUMN name_en text NOT NULL DEFAULT '',
ADD COLUMN example_zh text NOT NULL DEFAULT '',
ADD COLUMN example_en text NOT NULL DEFAULT '';
COMMENT ON COLUMN reference.rule.name_zh IS 'Short name, Chinese';
COMMENT ON COLUMN reference.rule.name_en IS 'Short name, English';
COMMENT ON COLUMN reference.rule.example_zh IS 'A cell that breaks it and what is right, Chinese';
COMMENT ON COLUMN reference.rule.example_en IS 'A cell that breaks it and what is right, English';

ALTER TABLE reference.indicator ADD COLUMN one_a_county boolean NOT NULL DEFAULT FALSE;
COMMENT ON COLUMN reference.indicator.one_a_county IS
'Whether a county has one at most, so that a league has no more than counties';
