CREATE SCHEMA summary;
COMMENT ON SCHEMA summary IS
'The annual tables, a year at a time; each is built by the SQL file that has its name';

-- The year: its projects, indicators and targets.

CREATE TABLE summary.annual_project (
    year integer NOT NULL,
    project_no integer NOT NULL,
    name_zh text NOT NULL,
    departments_zh text NOT NULL,
    standing text NOT NULL CHECK (
        standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind', 'no_number')
    ),
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    budget numeric,
    spent numeric,
    completed_leagues integer NOT NULL,
    under_way_leagues integer NOT NULL,
    not_started_leagues integer NOT NULL,
    missing_leagues text,
    targets_zh text,
    budget_leagues integer NOT NULL,
    spent_leagues integer NOT NULL,
    budget_missing_leagues text,
    spent_missing_leagues text,
    execution numeric,
    execution_leagues integer NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, project_no)
);
COMMENT ON TABLE summary.annual_project IS 'The 29 projects in a year: a row each';
COMMENT ON COLUMN summary.annual_project.year IS 'The year';
COMMENT ON COLUMN summary.annual_project.project_no IS 'Number in the plan, 1 to 29';
COMMENT ON COLUMN summary.annual_project.name_zh IS 'Official Chinese name';
COMMENT ON COLUMN summary.annual_project.departments_zh IS 'Departments in charge, joined by 、';
COMMENT ON COLUMN summary.annual_project.standing IS
'As its worst target: not_met, behind, unknown, on_track, met; no_number: the plan gives none';
COMMENT ON COLUMN summary.annual_project.leagues_reporting IS
'Leagues whose progress of the last quarter (or completion, once the year is over) is accepted';
COMMENT ON COLUMN summary.annual_project.leagues_expected IS 'Leagues that count in the region';
COMMENT ON COLUMN summary.annual_project.budget IS
'Money budgeted for the year, 10,000 yuan: sum of each league''s latest figure';
COMMENT ON COLUMN summary.annual_project.spent IS
'Money spent since 1 January, 10,000 yuan: sum of each league''s latest figure';
COMMENT ON COLUMN summary.annual_project.completed_leagues IS 'Leagues whose latest status is 已完成';
COMMENT ON COLUMN summary.annual_project.under_way_leagues IS 'Leagues whose latest status is 推进中';
COMMENT ON COLUMN summary.annual_project.not_started_leagues IS 'Leagues whose latest status is 未启动';
COMMENT ON COLUMN summary.annual_project.missing_leagues IS
'Names of the leagues that do not report, joined by 、';
COMMENT ON COLUMN summary.annual_project.targets_zh IS
'The plan''s words for its targets of this year, joined by ;';
COMMENT ON COLUMN summary.annual_project.budget_leagues IS
'Leagues that give a budget, of the last quarter that had ended; of leagues_expected';
COMMENT ON COLUMN summary.annual_project.spent_leagues IS
'Leagues that give a spend, of the last quarter that had ended; of leagues_expected';
COMMENT ON COLUMN summary.annual_project.budget_missing_leagues IS
'Names of the others, joined by 、: they give no budget, or one of an older quarter, which is in the sum';
COMMENT ON COLUMN summary.annual_project.spent_missing_leagues IS
'Names of the leagues that give no spend, or one of an older quarter, which is in the sum; joined by 、';
COMMENT ON COLUMN summary.annual_project.execution IS
'Spent over budget of the leagues that give both (1 is the whole), rounded down; blank: none does, or the budgets are 0';
COMMENT ON COLUMN summary.annual_project.execution_leagues IS
'Leagues that give both, of the last quarter that had ended; of leagues_expected';
COMMENT ON COLUMN summary.annual_project.as_of IS
'What was known at this moment is in the table, of its year or quarter; blank: built before this was kept';
COMMENT ON COLUMN summary.annual_project.built_at IS
'When it was built; a build that finds nothing new leaves both moments. Old or not: warehouse.summary_age';

CREATE TABLE summary.annual_indicator (
    year integer NOT NULL,
    indicator_code text NOT NULL,
    league_code text NOT NULL,
    value numeric,
    previous_year numeric,
    provisional boolean NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    missing_leagues text,
    stale_leagues text,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL,
    name_zh text NOT NULL,
    unit_zh text NOT NULL,
    measure text NOT NULL,
    decimals integer NOT NULL,
    previous_leagues_reporting integer,
    previous_leagues_expected integer,
    period text,
    no_value_zh text,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, indicator_code, league_code)
);
COMMENT ON TABLE summary.annual_indicator IS
'Indicators of a year: a row a league that has a figure, or a term of a ratio, and one for the region';
COMMENT ON COLUMN summary.annual_indicator.year IS 'The year';
COMMENT ON COLUMN summary.annual_indicator.indicator_code IS 'The indicator';
COMMENT ON COLUMN summary.annual_indicator.league_code IS 'The league; 150000 is the region';
COMMENT ON COLUMN summary.annual_indicator.value IS
'The year''s flow, the latest level, or the ratio of two terms of one period; the region''s sums what is there (of a
ratio: of the leagues that have both terms of one period)';
COMMENT ON COLUMN summary.annual_indicator.previous_year IS
'The same of the year before, only where both are of whole years, the region''s of each league in it: nine months
are not held against twelve; the same quarter a year before is summary.quarter_indicator.year_before';
COMMENT ON COLUMN summary.annual_indicator.provisional IS
'Whether a quarter stands for an annual return in it; not where there is no value';
COMMENT ON COLUMN summary.annual_indicator.leagues_reporting IS
'Leagues whose annual return or last quarter has it (a ratio: both terms of one period); 0 in a league''s row: it is
older, or a ratio that has no value';
COMMENT ON COLUMN summary.annual_indicator.leagues_expected IS
'Leagues that count in the region; 1 in a league''s row';
COMMENT ON COLUMN summary.annual_indicator.missing_leagues IS
'Names of the leagues that are not in leagues_reporting, joined by 、';
COMMENT ON COLUMN summary.annual_indicator.stale_leagues IS
'Those of missing_leagues whose older figure of the year is in the value, joined by 、';
COMMENT ON COLUMN summary.annual_indicator.league_name_zh IS 'The league''s name; 全区 is the region';
COMMENT ON COLUMN summary.annual_indicator.project_no IS 'The project that the indicator belongs to';
COMMENT ON COLUMN summary.annual_indicator.name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.annual_indicator.unit_zh IS 'Its unit';
COMMENT ON COLUMN summary.annual_indicator.measure IS 'flow, stock or ratio';
COMMENT ON COLUMN summary.annual_indicator.decimals IS 'Decimals that its figures have';
COMMENT ON COLUMN summary.annual_indicator.previous_leagues_reporting IS
'leagues_reporting of the year before; blank where that is not held beside';
COMMENT ON COLUMN summary.annual_indicator.previous_leagues_expected IS
'leagues_expected of the year before; blank where that is not held beside';
COMMENT ON COLUMN summary.annual_indicator.period IS
'What the value is of: 2023, the whole year (by the annual return or the fourth quarter); 2023Q3, the first three
quarters; of the region the latest of its leagues'', and stale_leagues are older; blank: there is no value';
COMMENT ON COLUMN summary.annual_indicator.no_value_zh IS
'Why a ratio has no value, Chinese: 分母为0, 缺分子, 缺分母, 分子、分母不同期, of the region 无盟市分子、分母同期俱全';

CREATE TABLE summary.annual_target (
    year integer NOT NULL,
    target_id text NOT NULL,
    league_code text NOT NULL,
    goal numeric NOT NULL,
    actual numeric,
    share_reached numeric,
    standing text NOT NULL CHECK (standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind')),
    missing_leagues text,
    missing text,
    this_year numeric,
    opening_balance numeric,
    line numeric,
    provisional boolean NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
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
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, target_id, league_code)
);
COMMENT ON TABLE summary.annual_target IS
'The plan''s numbers and what was reached of them at the end of a year';
COMMENT ON COLUMN summary.annual_target.year IS 'The year';
COMMENT ON COLUMN summary.annual_target.target_id IS 'The target';
COMMENT ON COLUMN summary.annual_target.league_code IS 'Whom it is set for: a league, or 150000, the region';
COMMENT ON COLUMN summary.annual_target.goal IS 'The goal; the lower end of a span';
COMMENT ON COLUMN summary.annual_target.actual IS
'What is there: the year''s flow, the flows since the first year that counts, or the latest level';
COMMENT ON COLUMN summary.annual_target.share_reached IS 'actual / goal, rounded down';
COMMENT ON COLUMN summary.annual_target.standing IS 'met, on_track, unknown, not_met or behind';
COMMENT ON COLUMN summary.annual_target.missing_leagues IS
'Names of the leagues whose figures it lacks, joined by 、';
COMMENT ON COLUMN summary.annual_target.missing IS 'Exactly what it lacks, such as 阿拉善盟2023年、2021年期初数';
COMMENT ON COLUMN summary.annual_target.this_year IS 'This year''s flow or latest level alone';
COMMENT ON COLUMN summary.annual_target.opening_balance IS
'Flows of the years that count but lie before the first return, as far as they are known';
COMMENT ON COLUMN summary.annual_target.line IS
'What the straight line asks for at the end of the last quarter; a level is asked for whole';
COMMENT ON COLUMN summary.annual_target.provisional IS
'Whether a quarter stands for an annual return in it; not where there is no figure';
COMMENT ON COLUMN summary.annual_target.leagues_reporting IS 'Leagues that have this year''s figure';
COMMENT ON COLUMN summary.annual_target.leagues_expected IS 'Leagues that should';
COMMENT ON COLUMN summary.annual_target.league_name_zh IS 'The league''s name; 全区 is the region';
COMMENT ON COLUMN summary.annual_target.project_no IS
'The project that it belongs to; 0 is the headline goal';
COMMENT ON COLUMN summary.annual_target.project_name_zh IS 'The project''s name';
COMMENT ON COLUMN summary.annual_target.indicator_code IS 'The indicator that it is set for';
COMMENT ON COLUMN summary.annual_target.indicator_name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.annual_target.unit_zh IS 'The indicator''s unit';
COMMENT ON COLUMN summary.annual_target.decimals IS 'Decimals that its figures have';
COMMENT ON COLUMN summary.annual_target.scope IS 'region or each_league';
COMMENT ON COLUMN summary.annual_target.basis IS 'each_year, cumulative, stock or stock_by';
COMMENT ON COLUMN summary.annual_target.from_year IS 'First year that counts';
COMMENT ON COLUMN summary.annual_target.by_year IS 'Year by whose end it is to be reached';
COMMENT ON COLUMN summary.annual_target.up_to IS 'Upper end of a span';
COMMENT ON COLUMN summary.annual_target.tolerance IS
'For "about": the share by which the actual may fall short';
COMMENT ON COLUMN summary.annual_target.wording_zh IS 'The plan''s words';
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
    years_met integer,
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
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, target_id, league_code)
);
COMMENT ON TABLE summary.action_target IS
'The action from its first year to this one against every number of the plan, those whose year is over too';
COMMENT ON COLUMN summary.action_target.year IS 'The year up to which it is looked at';
COMMENT ON COLUMN summary.action_target.actual IS
'What is there in last_year: the year''s flow, the flows since the first year that counts, or the level';
COMMENT ON COLUMN summary.action_target.standing IS
'each_year and stock: the worst of the years; stock_by and cumulative: that of last_year';
COMMENT ON COLUMN summary.action_target.last_year IS 'The last year that it was set for, up to year';
COMMENT ON COLUMN summary.action_target.years_met IS
'Years in which it stood met, of each_year and stock; blank: no year of it can be met by itself';
COMMENT ON COLUMN summary.action_target.years_counted IS
'Years of the action that it was set for, up to year';
COMMENT ON COLUMN summary.action_target.years_not_met IS
'Years of each_year and stock in which it did not stand met, joined by 、';

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
    progress_reporting boolean NOT NULL,
    budget_reporting boolean NOT NULL,
    spent_reporting boolean NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
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
COMMENT ON COLUMN summary.annual_account.progress_reporting IS
'Whether its row of progress is of the last quarter that had ended: the annual return has none';
COMMENT ON COLUMN summary.annual_account.budget_reporting IS 'Whether that row gives a budget';
COMMENT ON COLUMN summary.annual_account.spent_reporting IS 'Whether that row gives a spend';

CREATE TABLE summary.annual_suggestion (
    year integer NOT NULL,
    league_code text NOT NULL,
    project_no integer,
    problem text,
    suggestion text,
    source text NOT NULL,
    period text NOT NULL,
    row_no integer NOT NULL,
    league_name_zh text NOT NULL,
    project_name_zh text,
    submission_id bigint NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, league_code, period, row_no)
);
COMMENT ON TABLE summary.annual_suggestion IS 'Problems and suggestions of a year, from all its returns';
COMMENT ON COLUMN summary.annual_suggestion.year IS 'The year';
COMMENT ON COLUMN summary.annual_suggestion.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_suggestion.project_no IS 'The project; blank: general';
COMMENT ON COLUMN summary.annual_suggestion.problem IS 'The problem';
COMMENT ON COLUMN summary.annual_suggestion.suggestion IS 'The suggestion';
COMMENT ON COLUMN summary.annual_suggestion.source IS 'quarterly or annual';
COMMENT ON COLUMN summary.annual_suggestion.period IS 'The return''s period: 2023Q1, or 2023';
COMMENT ON COLUMN summary.annual_suggestion.row_no IS 'Order of the row in its sheet, from 1';
COMMENT ON COLUMN summary.annual_suggestion.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_suggestion.project_name_zh IS 'The project''s name';
COMMENT ON COLUMN summary.annual_suggestion.submission_id IS 'The submission that says so';

-- The year: how it was reported, and what its tables rest on.

CREATE TABLE summary.annual_reporting (
    year integer NOT NULL,
    league_code text NOT NULL,
    expected integer NOT NULL,
    on_time integer NOT NULL,
    late integer NOT NULL,
    missing integer NOT NULL,
    not_due integer NOT NULL,
    exempt integer NOT NULL,
    versions integer NOT NULL,
    errors integer NOT NULL,
    warnings integer NOT NULL,
    median_days_early numeric,
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
    league_code text NOT NULL,
    indicator_code text NOT NULL,
    from_quarters numeric NOT NULL,
    from_annual_return numeric NOT NULL,
    difference numeric NOT NULL,
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
    league_code text NOT NULL,
    period text NOT NULL,
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

-- The quarter.

CREATE TABLE summary.quarter_project (
    period text NOT NULL,
    project_no integer NOT NULL,
    name_zh text NOT NULL,
    departments_zh text NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    budget numeric,
    spent numeric,
    completed_leagues integer NOT NULL,
    under_way_leagues integer NOT NULL,
    not_started_leagues integer NOT NULL,
    missing_leagues text,
    budget_leagues integer NOT NULL,
    spent_leagues integer NOT NULL,
    budget_missing_leagues text,
    spent_missing_leagues text,
    execution numeric,
    execution_leagues integer NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, project_no)
);
COMMENT ON TABLE summary.quarter_project IS 'The 29 projects in a quarter: a row each';
COMMENT ON COLUMN summary.quarter_project.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_project.leagues_reporting IS
'Leagues whose progress of the quarter is accepted';
COMMENT ON COLUMN summary.quarter_project.budget IS
'Money budgeted for the year, 10,000 yuan: sum over those leagues';
COMMENT ON COLUMN summary.quarter_project.spent IS
'Money spent since 1 January, 10,000 yuan: sum over those leagues';
COMMENT ON COLUMN summary.quarter_project.completed_leagues IS 'Leagues whose status is 已完成';
COMMENT ON COLUMN summary.quarter_project.under_way_leagues IS 'Leagues whose status is 推进中';
COMMENT ON COLUMN summary.quarter_project.not_started_leagues IS 'Leagues whose status is 未启动';
COMMENT ON COLUMN summary.quarter_project.budget_leagues IS 'Leagues that give a budget, of leagues_expected';
COMMENT ON COLUMN summary.quarter_project.spent_leagues IS 'Leagues that give a spend, of leagues_expected';
COMMENT ON COLUMN summary.quarter_project.budget_missing_leagues IS
'Names of the leagues that give no budget, joined by 、';
COMMENT ON COLUMN summary.quarter_project.spent_missing_leagues IS
'Names of the leagues that give no spend, joined by 、';
COMMENT ON COLUMN summary.quarter_project.execution_leagues IS 'Leagues that give both, of leagues_expected';

CREATE TABLE summary.quarter_indicator (
    period text NOT NULL,
    indicator_code text NOT NULL,
    league_code text NOT NULL,
    figure numeric,
    year_to_date numeric,
    year_before numeric,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    missing_leagues text,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL,
    name_zh text NOT NULL,
    unit_zh text NOT NULL,
    measure text NOT NULL,
    decimals integer NOT NULL,
    year_before_reporting integer,
    no_value_zh text,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, indicator_code, league_code)
);
COMMENT ON TABLE summary.quarter_indicator IS
'Indicators of a quarter: a row a league that reported one, or a term of a ratio, and one for the region';
COMMENT ON COLUMN summary.quarter_indicator.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_indicator.figure IS
'The quarter''s flow, the level at its end, or the ratio of two terms; the region''s sums what is there';
COMMENT ON COLUMN summary.quarter_indicator.year_to_date IS
'The flow since 1 January, or the ratio of two such; blank for a level';
COMMENT ON COLUMN summary.quarter_indicator.year_before IS
'What the same quarter a year before said: the flow since 1 January, the level, or the ratio of two such';
COMMENT ON COLUMN summary.quarter_indicator.leagues_reporting IS
'Leagues whose return of the quarter has it (a ratio: both terms); 0 in a league''s row: a ratio that lacks a term';
COMMENT ON COLUMN summary.quarter_indicator.year_before_reporting IS
'Leagues whose return of that quarter has it; blank: none';
COMMENT ON COLUMN summary.quarter_indicator.no_value_zh IS
'Why a ratio has no figure, Chinese: 分母为0, 缺分子, 缺分母, of the region 无盟市分子、分母俱全';

CREATE TABLE summary.quarter_target (
    period text NOT NULL,
    target_id text NOT NULL,
    league_code text NOT NULL,
    goal numeric NOT NULL,
    actual numeric,
    share_reached numeric,
    standing text NOT NULL CHECK (standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind')),
    missing_leagues text,
    missing text,
    this_year numeric,
    opening_balance numeric,
    line numeric,
    provisional boolean NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
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
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, target_id, league_code)
);
COMMENT ON TABLE summary.quarter_target IS
'The plan''s numbers and what was reached of them at the end of a quarter';
COMMENT ON COLUMN summary.quarter_target.period IS 'The quarter, such as 2023Q1';

CREATE TABLE summary.quarter_suggestion (
    period text NOT NULL,
    league_code text NOT NULL,
    project_no integer,
    problem text,
    suggestion text,
    row_no integer NOT NULL,
    league_name_zh text NOT NULL,
    project_name_zh text,
    submission_id bigint NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, league_code, row_no)
);
COMMENT ON TABLE summary.quarter_suggestion IS 'Problems and suggestions beside the progress of a quarter';
COMMENT ON COLUMN summary.quarter_suggestion.period IS 'The quarter, such as 2023Q1';

CREATE TABLE summary.quarter_return (
    period text NOT NULL,
    league_code text NOT NULL,
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
    PRIMARY KEY (period, league_code)
);
COMMENT ON TABLE summary.quarter_return IS 'The return that each league owes for a quarter';
COMMENT ON COLUMN summary.quarter_return.period IS 'The quarter, such as 2023Q1';

CREATE TABLE summary.quarter_submission (
    period text NOT NULL,
    league_code text NOT NULL,
    part text NOT NULL,
    submission_id bigint NOT NULL,
    source_file text NOT NULL,
    sha256 text NOT NULL,
    arrived_at timestamptz NOT NULL,
    known_from timestamptz NOT NULL,
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, league_code, part)
);
COMMENT ON TABLE summary.quarter_submission IS
'The versions that the bulletin of a quarter rests on: of its own returns';
COMMENT ON COLUMN summary.quarter_submission.period IS 'The quarter, such as 2023Q1';

-- What was published.

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
COMMENT ON COLUMN summary.edition.registry_sha256 IS
'SHA-256 of the registry and due rule that it was made by';
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
COMMENT ON COLUMN summary.edition_submission.period IS
'2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN summary.edition_submission.edition_no IS 'Number of the edition';
COMMENT ON COLUMN summary.edition_submission.league_code IS 'The league';
COMMENT ON COLUMN summary.edition_submission.return_period IS 'The return''s period: 2023Q1, or 2023';
COMMENT ON COLUMN summary.edition_submission.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN summary.edition_submission.submission_id IS 'The submission';
COMMENT ON COLUMN summary.edition_submission.sha256 IS 'SHA-256 of its file';

-- Said once. A column without words of its own has those of the year's table: quarter_return.due_at is
-- annual_return.due_at. The two moments of a build are alike in every table.
DO $$
DECLARE
    silent record;
BEGIN
    FOR silent IN
        SELECT
            class.relname,
            attribute.attname,
            col_description(twin.attrelid, twin.attnum) AS words
        FROM pg_class AS class
        INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid AND attribute.attnum > 0
        INNER JOIN pg_attribute AS twin
            ON
                attribute.attname = twin.attname
                AND twin.attrelid = CASE
                    WHEN twin.attname IN ('as_of', 'built_at') THEN 'summary.annual_project'::regclass
                    ELSE to_regclass(regexp_replace(class.relname, '^(quarter|action)', 'summary.annual'))
                END
        WHERE
            class.relnamespace = 'summary'::regnamespace
            AND class.relkind = 'r'
            AND col_description(attribute.attrelid, attribute.attnum) IS NULL
    LOOP
        EXECUTE concat(
            'COMMENT ON COLUMN summary.', silent.relname, '.', silent.attname, ' IS ', quote_literal(silent.words)
        );
    END LOOP;
END
$$;
