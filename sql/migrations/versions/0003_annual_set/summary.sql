ALTER TABLE summary.annual_target ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE summary.annual_target ALTER COLUMN note DROP DEFAULT;
COMMENT ON COLUMN summary.annual_target.share_reached IS 'actual / goal, rounded down';
COMMENT ON COLUMN summary.annual_target.note IS 'How the plan''s words were read, English';

CREATE TABLE summary.action_target (
    year integer NOT NULL,
    target_id text NOT NULL,
    league_code text NOT NULL,
    goal numeric NOT NULL,
    actual numeric,
    share_reached numeric,
    standing text NOT NULL CHECK (standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind')),
    last_year integer NOT NULL,
    years_met integer NOT NULL,
    years_counted integer NOT NULL,
    years_not_met text,
    opening_balance numeric,
    missing text,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL,
    project_name_zh text NOT NULL,
    indicator_code text NOT NULL,
    indicator_name_zh text NOT NULL,
    unit_zh text NOT NULL,
    decimals integer NOT NULL,
    scope text NOT NULL,
    basis text NOT NULL,
    from_year integer NOT NULL,
    by_year integer NOT NULL,
    up_to numeric,
    tolerance numeric,
    wording_zh text NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (year, target_id, league_code)
);
COMMENT ON TABLE summary.action_target IS
'The action from its first year to this one against every number of the plan, those whose year is over too';
COMMENT ON COLUMN summary.action_target.year IS 'The year up to which it is looked at';
COMMENT ON COLUMN summary.action_target.target_id IS 'The target';
COMMENT ON COLUMN summary.action_target.league_code IS 'Whom it is set for: a league, or 150000, the region';
COMMENT ON COLUMN summary.action_target.goal IS 'The goal; the lower end of a span';
COMMENT ON COLUMN summary.action_target.actual IS
'What is there in last_year: the year''s flow, the flows since the first year that counts, or the level';
COMMENT ON COLUMN summary.action_target.share_reached IS 'actual / goal, rounded down';
COMMENT ON COLUMN summary.action_target.standing IS
'each_year and stock: the worst of the years; stock_by and cumulative: that of last_year';
COMMENT ON COLUMN summary.action_target.last_year IS 'The last year that it was set for, up to year';
COMMENT ON COLUMN summary.action_target.years_met IS 'Years in which it stood met';
COMMENT ON COLUMN summary.action_target.years_counted IS 'Years of the action that it was set for, up to year';
COMMENT ON COLUMN summary.action_target.years_not_met IS
'Years of each_year and stock in which it did not stand met, joined by 、';
COMMENT ON COLUMN summary.action_target.opening_balance IS
'Flows of the years that count but lie before the first return, as far as they are known';
COMMENT ON COLUMN summary.action_target.missing IS 'Exactly what it lacks, such as 阿拉善盟2023年、2021年期初数';
COMMENT ON COLUMN summary.action_target.league_name_zh IS 'The league''s name; 全区 is the region';
COMMENT ON COLUMN summary.action_target.project_no IS
'The project that it belongs to; 0 is the headline goal';
COMMENT ON COLUMN summary.action_target.project_name_zh IS 'The project''s name';
COMMENT ON COLUMN summary.action_target.indicator_code IS 'The indicator that it is set for';
COMMENT ON COLUMN summary.action_target.indicator_name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.action_target.unit_zh IS 'The indicator''s unit';
COMMENT ON COLUMN summary.action_target.decimals IS 'Decimals that its figures have';
COMMENT ON COLUMN summary.action_target.scope IS 'region or each_league';
COMMENT ON COLUMN summary.action_target.basis IS 'each_year, cumulative, stock or stock_by';
COMMENT ON COLUMN summary.action_target.from_year IS 'First year that counts';
COMMENT ON COLUMN summary.action_target.by_year IS 'Year by whose end it is to be reached';
COMMENT ON COLUMN summary.action_target.up_to IS 'Upper end of a span';
COMMENT ON COLUMN summary.action_target.tolerance IS
'For "about": the share by which the actual may fall short';
COMMENT ON COLUMN summary.action_target.wording_zh IS 'The plan''s words';
COMMENT ON COLUMN summary.action_target.note IS 'How the plan''s words were read, English';

CREATE TABLE summary.annual_account (
    year integer NOT NULL,
    league_code text NOT NULL,
    project_no integer NOT NULL,
    reporting boolean NOT NULL,
    as_of_period text,
    status text,
    budget numeric,
    spent numeric,
    target numeric,
    completed numeric,
    rate numeric,
    account text,
    progress text,
    practice text,
    in_region_sum boolean NOT NULL,
    league_name_zh text NOT NULL,
    project_name_zh text NOT NULL,
    PRIMARY KEY (year, league_code, project_no)
);
COMMENT ON TABLE summary.annual_account IS
'Each league''s own account of each project in a year: status, money, figures and words; a row also where it has none';
COMMENT ON COLUMN summary.annual_account.year IS 'The year';
COMMENT ON COLUMN summary.annual_account.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_account.project_no IS 'The project';
COMMENT ON COLUMN summary.annual_account.reporting IS
'Whether its progress of the last quarter (or its completion) is accepted';
COMMENT ON COLUMN summary.annual_account.as_of_period IS 'The quarter that status, money and progress are of';
COMMENT ON COLUMN summary.annual_account.status IS '未启动, 推进中 or 已完成';
COMMENT ON COLUMN summary.annual_account.budget IS 'Money budgeted for the year, 10,000 yuan';
COMMENT ON COLUMN summary.annual_account.spent IS 'Money spent since 1 January, 10,000 yuan';
COMMENT ON COLUMN summary.annual_account.target IS 'Its own target of the year, by its annual return';
COMMENT ON COLUMN summary.annual_account.completed IS 'What it completed in the year, by its annual return';
COMMENT ON COLUMN summary.annual_account.rate IS 'Its own rate of completion, percent, by its annual return';
COMMENT ON COLUMN summary.annual_account.account IS 'Its words on the year, by its annual return';
COMMENT ON COLUMN summary.annual_account.progress IS 'Its words on the progress, by the quarter';
COMMENT ON COLUMN summary.annual_account.practice IS 'Good practice, by the quarter';
COMMENT ON COLUMN summary.annual_account.in_region_sum IS 'Whether it counts in the region''s sum';
COMMENT ON COLUMN summary.annual_account.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_account.project_name_zh IS 'The project''s name';

CREATE TABLE summary.annual_return (
    year integer NOT NULL,
    league_code text NOT NULL,
    return_kind text NOT NULL,
    period text NOT NULL,
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
COMMENT ON COLUMN summary.annual_return.versions IS 'Accepted versions of the part of it that has most';
COMMENT ON COLUMN summary.annual_return.errors IS 'Errors found in all its submissions';
COMMENT ON COLUMN summary.annual_return.warnings IS
'Warnings of its versions in force that are neither explained nor resolved';
COMMENT ON COLUMN summary.annual_return.outstanding IS
'Parts that are not in yet, joined by 、; blank: it is complete';
COMMENT ON COLUMN summary.annual_return.due_rule IS 'The rule that moved the due date';
COMMENT ON COLUMN summary.annual_return.league_name_zh IS 'The league''s name';

CREATE TABLE summary.annual_finding (
    year integer NOT NULL,
    place integer NOT NULL,
    league_code text NOT NULL,
    period text NOT NULL,
    part text,
    severity text NOT NULL,
    rule_id text NOT NULL,
    rule_name_zh text NOT NULL,
    source_file text NOT NULL,
    sheet text,
    cell text,
    project_no integer,
    indicator_code text,
    given text,
    expected text,
    says_zh text NOT NULL,
    to_do_zh text NOT NULL,
    waiver_id text,
    league_name_zh text NOT NULL,
    submission_id bigint NOT NULL,
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
    league_code text NOT NULL,
    period text NOT NULL,
    part text NOT NULL,
    rule_id text NOT NULL,
    rule_name_zh text NOT NULL,
    indicator_code text,
    project_no integer,
    reason text NOT NULL,
    approved_by text NOT NULL,
    approved_on date NOT NULL,
    valid_to date,
    league_name_zh text NOT NULL,
    PRIMARY KEY (year, waiver_id)
);
COMMENT ON TABLE summary.annual_waiver IS 'The waivers that versions in force of a year rest on';
COMMENT ON COLUMN summary.annual_waiver.year IS 'The year of the period';
COMMENT ON COLUMN summary.annual_waiver.waiver_id IS 'The waiver';
COMMENT ON COLUMN summary.annual_waiver.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_waiver.period IS '2023Q1, or 2023 for the year';
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
    league_code text NOT NULL,
    period text NOT NULL,
    part text NOT NULL,
    submission_id bigint NOT NULL,
    source_file text NOT NULL,
    sha256 text NOT NULL,
    arrived_at timestamptz NOT NULL,
    known_from timestamptz NOT NULL,
    league_name_zh text NOT NULL,
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

CREATE TABLE summary.edition (
    period text NOT NULL,
    edition_no integer NOT NULL,
    as_of timestamptz NOT NULL,
    content_sha256 text NOT NULL,
    approved_by text NOT NULL,
    approved_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    registry_sha256 text NOT NULL,
    folder text NOT NULL,
    PRIMARY KEY (period, edition_no)
);
COMMENT ON TABLE summary.edition IS 'The sets that were published, numbered';
COMMENT ON COLUMN summary.edition.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN summary.edition.edition_no IS 'Number of the edition, from 1';
COMMENT ON COLUMN summary.edition.as_of IS 'What was known at this moment is in it';
COMMENT ON COLUMN summary.edition.content_sha256 IS 'SHA-256 of the rows of all the tables that it shows';
COMMENT ON COLUMN summary.edition.approved_by IS 'Who approved exactly this content';
COMMENT ON COLUMN summary.edition.approved_at IS 'When';
COMMENT ON COLUMN summary.edition.published_at IS 'When it was published';
COMMENT ON COLUMN summary.edition.registry_sha256 IS 'SHA-256 of the registry and due rule that it was made by';
COMMENT ON COLUMN summary.edition.folder IS 'Where it lies, below the outbox';

CREATE TABLE summary.edition_submission (
    period text NOT NULL,
    edition_no integer NOT NULL,
    league_code text NOT NULL,
    return_period text NOT NULL,
    part text NOT NULL,
    submission_id bigint NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (period, edition_no, league_code, return_period, part),
    FOREIGN KEY (period, edition_no) REFERENCES summary.edition
);
COMMENT ON TABLE summary.edition_submission IS 'The submissions that each published set rests on';
COMMENT ON COLUMN summary.edition_submission.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN summary.edition_submission.edition_no IS 'Number of the edition';
COMMENT ON COLUMN summary.edition_submission.league_code IS 'The league';
COMMENT ON COLUMN summary.edition_submission.return_period IS 'The return''s period: 2023Q1, or 2023';
COMMENT ON COLUMN summary.edition_submission.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN summary.edition_submission.submission_id IS 'The submission';
COMMENT ON COLUMN summary.edition_submission.sha256 IS 'SHA-256 of its file';
