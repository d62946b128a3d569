CREATE TABLE intake.department_words (
    year integer NOT NULL,
    section text NOT NULL CHECK (section IN ('practice', 'next_steps', 'advice', 'remark', 'quoted', 'form')),
    subject text NOT NULL,
    words text[] NOT NULL,
    written_at timestamptz NOT NULL,
    written_by text NOT NULL,
    PRIMARY KEY (year, section, subject, written_at)
);
COMMENT ON TABLE intake.department_words IS
'What the department wrote for a year''s set, heading by heading; what it wrote last under a heading counts';
COMMENT ON COLUMN intake.department_words.year IS 'The year of the set; a form counts in later years, too';
COMMENT ON COLUMN intake.department_words.section IS
'practice, next_steps, advice; remark on a project; quoted: words of leagues to be quoted; form: of a document';
COMMENT ON COLUMN intake.department_words.subject IS
'The project''s number of a remark; the document''s name of a form; else nothing';
COMMENT ON COLUMN intake.department_words.words IS
'The paragraphs; of a form the SHA-256 by which the archive keeps it; empty: nothing any more';
COMMENT ON COLUMN intake.department_words.written_at IS 'From this moment on it counts';
COMMENT ON COLUMN intake.department_words.written_by IS 'Who wrote it';
