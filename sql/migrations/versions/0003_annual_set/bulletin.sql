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
    PRIMARY KEY (period, indicator_code, league_code)
);
COMMENT ON TABLE summary.quarter_indicator IS
'Indicators of a quarter: a row a league that reported one, and one for the region';
COMMENT ON COLUMN summary.quarter_indicator.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_indicator.indicator_code IS 'The indicator';
COMMENT ON COLUMN summary.quarter_indicator.league_code IS 'The league; 150000 is the region';
COMMENT ON COLUMN summary.quarter_indicator.figure IS
'The quarter''s flow, the level at its end, or the ratio of two terms; the region''s sums what is there';
COMMENT ON COLUMN summary.quarter_indicator.year_to_date IS
'The flow since 1 January, or the ratio of two such; blank for a level';
COMMENT ON COLUMN summary.quarter_indicator.year_before IS
'What the same quarter a year before said: year_to_date, of a level its figure';
COMMENT ON COLUMN summary.quarter_indicator.leagues_reporting IS 'Leagues whose return of the quarter has it';
COMMENT ON COLUMN summary.quarter_indicator.leagues_expected IS
'Leagues that count in the region; 1 in a league''s row';
COMMENT ON COLUMN summary.quarter_indicator.missing_leagues IS
'Names of the leagues that are not in leagues_reporting, joined by 、';
COMMENT ON COLUMN summary.quarter_indicator.league_name_zh IS 'The league''s name; 全区 is the region';
COMMENT ON COLUMN summary.quarter_indicator.project_no IS 'The project that the indicator belongs to';
COMMENT ON COLUMN summary.quarter_indicator.name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.quarter_indicator.unit_zh IS 'Its unit';
COMMENT ON COLUMN summary.quarter_indicator.measure IS 'flow, stock or ratio';
COMMENT ON COLUMN summary.quarter_indicator.decimals IS 'Decimals that its figures have';

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
    PRIMARY KEY (period, project_no)
);
COMMENT ON TABLE summary.quarter_project IS 'The 29 projects in a quarter: a row each';
COMMENT ON COLUMN summary.quarter_project.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_project.project_no IS 'Number in the plan, 1 to 29';
COMMENT ON COLUMN summary.quarter_project.name_zh IS 'Official Chinese name';
COMMENT ON COLUMN summary.quarter_project.departments_zh IS 'Departments in charge, joined by 、';
COMMENT ON COLUMN summary.quarter_project.leagues_reporting IS
'Leagues whose progress of the quarter is accepted';
COMMENT ON COLUMN summary.quarter_project.leagues_expected IS 'Leagues that count in the region';
COMMENT ON COLUMN summary.quarter_project.budget IS
'Money budgeted for the year, 10,000 yuan: sum over those leagues';
COMMENT ON COLUMN summary.quarter_project.spent IS
'Money spent since 1 January, 10,000 yuan: sum over those leagues';
COMMENT ON COLUMN summary.quarter_project.completed_leagues IS 'Leagues whose status is 已完成';
COMMENT ON COLUMN summary.quarter_project.under_way_leagues IS 'Leagues whose status is 推进中';
COMMENT ON COLUMN summary.quarter_project.not_started_leagues IS 'Leagues whose status is 未启动';
COMMENT ON COLUMN summary.quarter_project.missing_leagues IS
'Names of the leagues that do not report, joined by 、';

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
    PRIMARY KEY (period, target_id, league_code)
);
COMMENT ON TABLE summary.quarter_target IS
'The plan''s numbers and what was reached of them at the end of a quarter';
COMMENT ON COLUMN summary.quarter_target.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_target.target_id IS 'The target';
COMMENT ON COLUMN summary.quarter_target.league_code IS 'Whom it is set for: a league, or 150000, the region';
COMMENT ON COLUMN summary.quarter_target.goal IS 'The goal; the lower end of a span';
COMMENT ON COLUMN summary.quarter_target.actual IS
'What is there: the year''s flow, the flows since the first year that counts, or the latest level';
COMMENT ON COLUMN summary.quarter_target.share_reached IS 'actual / goal, rounded down';
COMMENT ON COLUMN summary.quarter_target.standing IS 'met, on_track, unknown, not_met or behind';
COMMENT ON COLUMN summary.quarter_target.missing_leagues IS
'Names of the leagues whose figures it lacks, joined by 、';
COMMENT ON COLUMN summary.quarter_target.missing IS 'Exactly what it lacks, such as 阿拉善盟2023年、2021年期初数';
COMMENT ON COLUMN summary.quarter_target.this_year IS 'This year''s flow or latest level alone';
COMMENT ON COLUMN summary.quarter_target.opening_balance IS
'Flows of the years that count but lie before the first return, as far as they are known';
COMMENT ON COLUMN summary.quarter_target.line IS
'What the straight line asks for at the end of the last quarter; a level is asked for whole';
COMMENT ON COLUMN summary.quarter_target.provisional IS 'Whether a quarter stands for an annual return in it';
COMMENT ON COLUMN summary.quarter_target.leagues_reporting IS 'Leagues that have this year''s figure';
COMMENT ON COLUMN summary.quarter_target.leagues_expected IS 'Leagues that should';
COMMENT ON COLUMN summary.quarter_target.league_name_zh IS 'The league''s name; 全区 is the region';
COMMENT ON COLUMN summary.quarter_target.project_no IS
'The project that it belongs to; 0 is the headline goal';
COMMENT ON COLUMN summary.quarter_target.project_name_zh IS 'The project''s name';
COMMENT ON COLUMN summary.quarter_target.indicator_code IS 'The indicator that it is set for';
COMMENT ON COLUMN summary.quarter_target.indicator_name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.quarter_target.unit_zh IS 'The indicator''s unit';
COMMENT ON COLUMN summary.quarter_target.decimals IS 'Decimals that its figures have';
COMMENT ON COLUMN summary.quarter_target.scope IS 'region or each_league';
COMMENT ON COLUMN summary.quarter_target.basis IS 'each_year, cumulative, stock or stock_by';
COMMENT ON COLUMN summary.quarter_target.from_year IS 'First year that counts';
COMMENT ON COLUMN summary.quarter_target.by_year IS 'Year by whose end it is to be reached';
COMMENT ON COLUMN summary.quarter_target.up_to IS 'Upper end of a span';
COMMENT ON COLUMN summary.quarter_target.tolerance IS
'For "about": the share by which the actual may fall short';
COMMENT ON COLUMN summary.quarter_target.wording_zh IS 'The plan''s words';
COMMENT ON COLUMN summary.quarter_target.note IS 'How the plan''s words were read, English';

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
    PRIMARY KEY (period, league_code)
);
COMMENT ON TABLE summary.quarter_return IS
'The return that each league owes for a quarter';
COMMENT ON COLUMN summary.quarter_return.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_return.league_code IS 'The league that owes it';
COMMENT ON COLUMN summary.quarter_return.due_at IS 'Nominal due moment, inclusive';
COMMENT ON COLUMN summary.quarter_return.effective_due_at IS 'Due moment by the due rule, inclusive';
COMMENT ON COLUMN summary.quarter_return.arrived_at IS 'When it became complete; blank: it is not';
COMMENT ON COLUMN summary.quarter_return.timeliness IS 'on_time, late, missing, not_due or exempt';
COMMENT ON COLUMN summary.quarter_return.versions IS 'Accepted versions of the part of it that has most';
COMMENT ON COLUMN summary.quarter_return.errors IS 'Errors found in all its submissions';
COMMENT ON COLUMN summary.quarter_return.warnings IS
'Warnings of its versions in force that are neither explained nor resolved';
COMMENT ON COLUMN summary.quarter_return.outstanding IS
'Parts that are not in yet, joined by 、; blank: it is complete';
COMMENT ON COLUMN summary.quarter_return.due_rule IS 'The rule that moved the due date';
COMMENT ON COLUMN summary.quarter_return.league_name_zh IS 'The league''s name';

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
    PRIMARY KEY (period, league_code, row_no)
);
COMMENT ON TABLE summary.quarter_suggestion IS
'Problems and suggestions beside the progress of a quarter';
COMMENT ON COLUMN summary.quarter_suggestion.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_suggestion.league_code IS 'The league';
COMMENT ON COLUMN summary.quarter_suggestion.project_no IS 'The project; blank: general';
COMMENT ON COLUMN summary.quarter_suggestion.problem IS 'The problem';
COMMENT ON COLUMN summary.quarter_suggestion.suggestion IS 'The suggestion';
COMMENT ON COLUMN summary.quarter_suggestion.row_no IS 'Order of the row in its sheet, from 1';
COMMENT ON COLUMN summary.quarter_suggestion.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.quarter_suggestion.project_name_zh IS 'The project''s name';
COMMENT ON COLUMN summary.quarter_suggestion.submission_id IS 'The submission that says so';

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
    PRIMARY KEY (period, league_code, part)
);
COMMENT ON TABLE summary.quarter_submission IS
'The versions that the bulletin of a quarter rests on: of its own returns';
COMMENT ON COLUMN summary.quarter_submission.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN summary.quarter_submission.league_code IS 'The league';
COMMENT ON COLUMN summary.quarter_submission.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN summary.quarter_submission.submission_id IS 'The submission';
COMMENT ON COLUMN summary.quarter_submission.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN summary.quarter_submission.sha256 IS 'SHA-256 of the file, its name in the archive';
COMMENT ON COLUMN summary.quarter_submission.arrived_at IS 'When it arrived';
COMMENT ON COLUMN summary.quarter_submission.known_from IS 'From this moment on the version was in force';
COMMENT ON COLUMN summary.quarter_submission.league_name_zh IS 'The league''s name';
