-- The year: how it was reported, and what its tables rest on.

CREATE TABLE summary.annual_reporting (
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    expected integer NOT NULL,
    on_time integer NOT NULL,
    late integer NOT NULL,
    missing integer NOT NULL,
    not_due integer NOT NULL,
    exempt integer NOT NULL,
    versions integer NOT NULL,
    errors integer NOT NULL,
    warnings integer NOT NULL,
    median_days_early numeric(28, 1),
    league_name_zh text NOT NULL,
    waivers text,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, league_code)
);
COMMENT ON TABLE summary.annual_reporting IS 'How each league reported on the periods of a year';
COMMENT ON COLUMN summary.annual_reporting.year IS 'The year of the periods';
COMMENT ON COLUMN summary.annual_reporting.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_reporting.expected IS
'Returns that it owes: on_time + late + missing + not_due';
COMMENT ON COLUMN summary.annual_reporting.on_time IS 'Complete by the effective due date';
COMMENT ON COLUMN summary.annual_reporting.late IS 'Complete after it';
COMMENT ON COLUMN summary.annual_reporting.missing IS 'Over and not complete';
COMMENT ON COLUMN summary.annual_reporting.not_due IS 'Not over and not complete';
COMMENT ON COLUMN summary.annual_reporting.exempt IS 'Returns that it need not send';
COMMENT ON COLUMN summary.annual_reporting.versions IS
'Versions of its returns, added up: of each the different files accepted, withdrawn ones too, of the part that has most';
COMMENT ON COLUMN summary.annual_reporting.errors IS
'Errors found in all its submissions, but those that an operator had judged again';
COMMENT ON COLUMN summary.annual_reporting.warnings IS
'Warnings of versions in force that are neither explained nor resolved';
COMMENT ON COLUMN summary.annual_reporting.median_days_early IS
'Median of days from completion to the effective due date; below 0: late';
COMMENT ON COLUMN summary.annual_reporting.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_reporting.waivers IS
'Waivers that its versions in force rest on, joined by 、';

CREATE TABLE summary.annual_return (
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    return_kind text NOT NULL,
    period text NOT NULL REFERENCES reference.period,
    due_at timestamptz NOT NULL,
    effective_due_at timestamptz NOT NULL,
    arrived_at timestamptz,
    timeliness text NOT NULL,
    versions integer NOT NULL,
    errors integer NOT NULL,
    warnings integer NOT NULL,
    outstanding text,
    due_rule text NOT NULL,
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, league_code, return_kind, period)
);
COMMENT ON TABLE summary.annual_return IS
'The returns that each league owes for the periods of a year: the matrix behind annual_reporting';
COMMENT ON COLUMN summary.annual_return.year IS 'The year of the period';
COMMENT ON COLUMN summary.annual_return.league_code IS 'The league that owes it';
COMMENT ON COLUMN summary.annual_return.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN summary.annual_return.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN summary.annual_return.due_at IS 'Nominal due moment, inclusive';
COMMENT ON COLUMN summary.annual_return.effective_due_at IS 'Due moment by the due rule, inclusive';
COMMENT ON COLUMN summary.annual_return.arrived_at IS 'When it became complete; blank: it is not';
COMMENT ON COLUMN summary.annual_return.timeliness IS 'on_time, late, missing, not_due or exempt';
COMMENT ON COLUMN summary.annual_return.versions IS
'Different files accepted, withdrawn ones too, of the part of it that has most';
COMMENT ON COLUMN summary.annual_return.errors IS
'Errors found in all its submissions, but those that an operator had judged again';
COMMENT ON COLUMN summary.annual_return.warnings IS
'Warnings of its versions in force that are neither explained nor resolved';
COMMENT ON COLUMN summary.annual_return.outstanding IS
'Parts that are not in yet, joined by 、; blank: it is complete';
COMMENT ON COLUMN summary.annual_return.due_rule IS 'The rule that moved the due date';
COMMENT ON COLUMN summary.annual_return.league_name_zh IS 'The league''s name';

CREATE TABLE summary.annual_difference (
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    from_quarters numeric(28, 9) NOT NULL,
    from_annual_return numeric(28, 9) NOT NULL,
    difference numeric(28, 9) NOT NULL,
    explanation text,
    league_name_zh text NOT NULL,
    name_zh text NOT NULL,
    unit_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, league_code, indicator_code)
);
COMMENT ON TABLE summary.annual_difference IS
'Where the annual return and the fourth quarter differ: both, side by side';
COMMENT ON COLUMN summary.annual_difference.year IS 'The year';
COMMENT ON COLUMN summary.annual_difference.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_difference.indicator_code IS 'The indicator';
COMMENT ON COLUMN summary.annual_difference.from_quarters IS
'The fourth quarter''s year-to-date, or its level';
COMMENT ON COLUMN summary.annual_difference.from_annual_return IS 'The annual return''s figure';
COMMENT ON COLUMN summary.annual_difference.difference IS 'from_annual_return less from_quarters';
COMMENT ON COLUMN summary.annual_difference.explanation IS
'The remark in the annual return; blank: none, or one that says nothing';
COMMENT ON COLUMN summary.annual_difference.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_difference.name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.annual_difference.unit_zh IS 'Its unit';

CREATE TABLE summary.annual_finding (
    year integer NOT NULL,
    place integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    period text NOT NULL REFERENCES reference.period,
    part text,
    severity text NOT NULL,
    rule_id text NOT NULL,
    rule_name_zh text NOT NULL,
    source_file text NOT NULL,
    sheet text,
    cell text,
    project_no integer,
    indicator_code text REFERENCES reference.indicator,
    given text,
    expected text,
    says_zh text NOT NULL,
    to_do_zh text NOT NULL,
    waiver_id text,
    league_name_zh text NOT NULL,
    submission_id bigint NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, place)
);
COMMENT ON TABLE summary.annual_finding IS
'What is still open in the returns of a year: warnings of versions in force that nobody explained, and errors
of returns whose part has no accepted version';
COMMENT ON COLUMN summary.annual_finding.year IS 'The year of the period';
COMMENT ON COLUMN summary.annual_finding.place IS 'Order: by league, period, severity and time';
COMMENT ON COLUMN summary.annual_finding.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_finding.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN summary.annual_finding.part IS 'The part; blank: the whole file';
COMMENT ON COLUMN summary.annual_finding.severity IS 'error or warning';
COMMENT ON COLUMN summary.annual_finding.rule_id IS 'The rule';
COMMENT ON COLUMN summary.annual_finding.rule_name_zh IS 'Its short name';
COMMENT ON COLUMN summary.annual_finding.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN summary.annual_finding.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN summary.annual_finding.cell IS 'The first cell';
COMMENT ON COLUMN summary.annual_finding.project_no IS 'The project';
COMMENT ON COLUMN summary.annual_finding.indicator_code IS 'The indicator';
COMMENT ON COLUMN summary.annual_finding.given IS 'What was given';
COMMENT ON COLUMN summary.annual_finding.expected IS 'What was expected';
COMMENT ON COLUMN summary.annual_finding.says_zh IS 'What is wrong, Chinese';
COMMENT ON COLUMN summary.annual_finding.to_do_zh IS 'What to do, Chinese';
COMMENT ON COLUMN summary.annual_finding.waiver_id IS 'The waiver that made an error a warning';
COMMENT ON COLUMN summary.annual_finding.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_finding.submission_id IS 'The submission';

CREATE TABLE summary.annual_waiver (
    year integer NOT NULL,
    waiver_id text NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    period text NOT NULL REFERENCES reference.period,
    part text NOT NULL,
    rule_id text NOT NULL,
    rule_name_zh text NOT NULL,
    indicator_code text REFERENCES reference.indicator,
    project_no integer,
    reason text NOT NULL,
    approved_by text NOT NULL,
    approved_on date NOT NULL,
    valid_to date,
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, waiver_id)
);
COMMENT ON TABLE summary.annual_waiver IS
'The waivers that the tables of a year rest on: of its own returns, and of the years before it, which targets add up';
COMMENT ON COLUMN summary.annual_waiver.year IS 'The year of the tables';
COMMENT ON COLUMN summary.annual_waiver.waiver_id IS 'The waiver';
COMMENT ON COLUMN summary.annual_waiver.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_waiver.period IS 'Of which return: 2023Q1, or 2023 for the year';
COMMENT ON COLUMN summary.annual_waiver.part IS 'The part';
COMMENT ON COLUMN summary.annual_waiver.rule_id IS 'The rule whose error it turned into a warning';
COMMENT ON COLUMN summary.annual_waiver.rule_name_zh IS 'Its short name';
COMMENT ON COLUMN summary.annual_waiver.indicator_code IS 'For this indicator; blank: for all';
COMMENT ON COLUMN summary.annual_waiver.project_no IS 'For this project; blank: for all';
COMMENT ON COLUMN summary.annual_waiver.reason IS 'Why';
COMMENT ON COLUMN summary.annual_waiver.approved_by IS 'Who approved it';
COMMENT ON COLUMN summary.annual_waiver.approved_on IS 'When';
COMMENT ON COLUMN summary.annual_waiver.valid_to IS 'Its last day; blank: no end';
COMMENT ON COLUMN summary.annual_waiver.league_name_zh IS 'The league''s name';

CREATE TABLE summary.annual_submission (
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    period text NOT NULL REFERENCES reference.period,
    part text NOT NULL,
    submission_id bigint NOT NULL,
    source_file text NOT NULL,
    sha256 text NOT NULL,
    arrived_at timestamptz NOT NULL,
    known_from timestamptz NOT NULL,
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, league_code, period, part)
);
COMMENT ON TABLE summary.annual_submission IS
'The versions that the tables of a year rest on: of its own returns, and of the years before it, which targets add up';
COMMENT ON COLUMN summary.annual_submission.year IS 'The year of the tables';
COMMENT ON COLUMN summary.annual_submission.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_submission.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN summary.annual_submission.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN summary.annual_submission.submission_id IS 'The submission';
COMMENT ON COLUMN summary.annual_submission.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN summary.annual_submission.sha256 IS 'SHA-256 of the file, its name in the archive';
COMMENT ON COLUMN summary.annual_submission.arrived_at IS 'When it arrived';
COMMENT ON COLUMN summary.annual_submission.known_from IS 'From this moment on the version was in force';
COMMENT ON COLUMN summary.annual_submission.league_name_zh IS 'The league''s name';
