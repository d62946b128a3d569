CREATE TABLE summary.annual_words (
    year integer NOT NULL,
    place integer NOT NULL,
    section text NOT NULL,
    subject text NOT NULL,
    words text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, place)
);
COMMENT ON TABLE summary.annual_words IS
'The department''s own words in the year''s set, a row a paragraph, and the forms that it changed';
COMMENT ON COLUMN summary.annual_words.year IS 'The year';
COMMENT ON COLUMN summary.annual_words.place IS 'Its place among all of the year''s';
COMMENT ON COLUMN summary.annual_words.section IS
'practice, next_steps, advice; remark on a project; quoted: words of leagues to be quoted; form: of a document';
COMMENT ON COLUMN summary.annual_words.subject IS
'The project''s number of a remark; the document''s name of a form; else nothing';
COMMENT ON COLUMN summary.annual_words.words IS
'A paragraph; of a form the SHA-256 by which the archive keeps it';
COMMENT ON COLUMN summary.annual_words.as_of IS 'What was known at this moment is in it';
COMMENT ON COLUMN summary.annual_words.built_at IS 'When it was built';
