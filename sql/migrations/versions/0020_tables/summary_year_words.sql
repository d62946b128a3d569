-- What leagues suggest, what is estimated, what the department writes.

CREATE TABLE summary.suggestion_matter (
    year integer NOT NULL,
    matter_id text NOT NULL,
    wording text NOT NULL,
    leagues integer NOT NULL,
    league_codes text NOT NULL,
    leagues_zh text NOT NULL,
    projects_zh text,
    project_nos text NOT NULL,
    times integer NOT NULL,
    wordings text NOT NULL,
    state text,
    handler_zh text,
    reply text,
    replied_on date,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, matter_id)
);
COMMENT ON TABLE summary.suggestion_matter IS
'What leagues suggested in the year: suggestions in nearly the same words are one matter; and what they are answered';
COMMENT ON COLUMN summary.suggestion_matter.year IS 'The year in which it was suggested';
COMMENT ON COLUMN summary.suggestion_matter.matter_id IS
'Which matter: the year, and letters and digits that stay the same while its words do';
COMMENT ON COLUMN summary.suggestion_matter.wording IS
'What is suggested: in the words that were answered, else in those of its first row';
COMMENT ON COLUMN summary.suggestion_matter.leagues IS 'How many leagues suggest it';
COMMENT ON COLUMN summary.suggestion_matter.league_codes IS 'Their codes, a space between';
COMMENT ON COLUMN summary.suggestion_matter.leagues_zh IS 'Their names';
COMMENT ON COLUMN summary.suggestion_matter.projects_zh IS
'The projects that they suggest it for, by number; blank: in general only';
COMMENT ON COLUMN summary.suggestion_matter.project_nos IS 'The numbers of these projects, a space between; 0 is in general';
COMMENT ON COLUMN summary.suggestion_matter.times IS 'Rows of summary.annual_suggestion that say it';
COMMENT ON COLUMN summary.suggestion_matter.wordings IS 'The different words in which it is suggested, a line each';
COMMENT ON COLUMN summary.suggestion_matter.state IS
'done, under_way, planned, or declined (it cannot be done for now); blank: not yet answered';
COMMENT ON COLUMN summary.suggestion_matter.handler_zh IS
'The department that handles it; blank: not yet answered';
COMMENT ON COLUMN summary.suggestion_matter.reply IS 'What leagues are answered; blank: not yet answered';
COMMENT ON COLUMN summary.suggestion_matter.replied_on IS 'The date of the answer; blank: not yet answered';

CREATE TABLE summary.earlier_matter (
    year integer NOT NULL,
    said_in integer NOT NULL,
    matter_id text NOT NULL,
    wording text NOT NULL,
    leagues integer NOT NULL,
    league_codes text NOT NULL,
    leagues_zh text NOT NULL,
    projects_zh text,
    project_nos text NOT NULL,
    times integer NOT NULL,
    wordings text NOT NULL,
    state text,
    handler_zh text,
    reply text,
    replied_on date,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, matter_id)
);
COMMENT ON TABLE summary.earlier_matter IS
'The matters of the year before, and what has come of them, as the set of a year says';
COMMENT ON COLUMN summary.earlier_matter.year IS 'The year whose set says so';
COMMENT ON COLUMN summary.earlier_matter.said_in IS 'The year in which it was suggested: the one before';

CREATE TABLE summary.annual_forecast (
    year integer NOT NULL,
    target_id text NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    indicator_name_zh text NOT NULL,
    unit_zh text NOT NULL,
    decimals integer NOT NULL,
    by_year integer NOT NULL,
    goal numeric(28, 9) NOT NULL,
    actual numeric(28, 9) NOT NULL,
    missing text,
    from_period text NOT NULL,
    to_period text NOT NULL,
    pace numeric(28, 9) NOT NULL,
    slowest numeric(28, 9) NOT NULL,
    fastest numeric(28, 9) NOT NULL,
    lacking integer NOT NULL,
    quarters_left integer NOT NULL,
    expected numeric(28, 9) NOT NULL,
    low numeric(28, 9) NOT NULL,
    high numeric(28, 9) NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, target_id)
);
COMMENT ON TABLE summary.annual_forecast IS
'An estimate, no figure of any return: where the region''s targets would stand at their end at the pace of the last
four quarters';
COMMENT ON COLUMN summary.annual_forecast.year IS 'The year at whose end, or last quarter, it is made';
COMMENT ON COLUMN summary.annual_forecast.target_id IS 'The target';
COMMENT ON COLUMN summary.annual_forecast.project_no IS 'Its project; 0 is the headline goal';
COMMENT ON COLUMN summary.annual_forecast.indicator_code IS 'Its indicator';
COMMENT ON COLUMN summary.annual_forecast.indicator_name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.annual_forecast.unit_zh IS 'Its unit';
COMMENT ON COLUMN summary.annual_forecast.decimals IS 'Decimals of its figures';
COMMENT ON COLUMN summary.annual_forecast.by_year IS 'The year at whose end the goal is to be reached';
COMMENT ON COLUMN summary.annual_forecast.goal IS 'The goal';
COMMENT ON COLUMN summary.annual_forecast.actual IS 'What was reached, as in summary.annual_target';
COMMENT ON COLUMN summary.annual_forecast.missing IS
'What that lacks, as in summary.annual_target: the forecast lacks it too';
COMMENT ON COLUMN summary.annual_forecast.from_period IS 'The first of the four quarters whose pace is taken';
COMMENT ON COLUMN summary.annual_forecast.to_period IS 'The last of them';
COMMENT ON COLUMN summary.annual_forecast.pace IS 'What the region added in these four quarters';
COMMENT ON COLUMN summary.annual_forecast.slowest IS '… in the quarter in which it added least';
COMMENT ON COLUMN summary.annual_forecast.fastest IS '… in the quarter in which it added most';
COMMENT ON COLUMN summary.annual_forecast.lacking IS
'Returns of leagues that lack a figure in these quarters: then the pace is too low';
COMMENT ON COLUMN summary.annual_forecast.quarters_left IS
'Quarters from the last of them to the end of by_year';
COMMENT ON COLUMN summary.annual_forecast.expected IS
'An estimate: what would be reached at the pace of the four quarters';
COMMENT ON COLUMN summary.annual_forecast.low IS '… if every quarter were like the slowest';
COMMENT ON COLUMN summary.annual_forecast.high IS '… if every quarter were like the fastest';

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
