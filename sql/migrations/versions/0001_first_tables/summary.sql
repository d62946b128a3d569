CREATE SCHEMA summary;
COMMENT ON SCHEMA summary IS
'The annual tables, a year at a time; each is built by the SQL file that has its name';

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
    PRIMARY KEY (year, indicator_code, league_code)
);
COMMENT ON TABLE summary.annual_indicator IS
'Indicators of a year: a row a league that has a figure, and one for the region';
COMMENT ON COLUMN summary.annual_indicator.year IS 'The year';
COMMENT ON COLUMN summary.annual_indicator.indicator_code IS 'The indicator';
COMMENT ON COLUMN summary.annual_indicator.league_code IS 'The league; 150000 is the region';
COMMENT ON COLUMN summary.annual_indicator.value IS
'The year''s flow, the latest level, or the ratio of two terms; the region''s sums what is there';
COMMENT ON COLUMN summary.annual_indicator.previous_year IS 'The same of the year before';
COMMENT ON COLUMN summary.annual_indicator.provisional IS
'Whether a quarter stands for an annual return in it';
COMMENT ON COLUMN summary.annual_indicator.leagues_reporting IS
'Leagues whose annual return or last quarter has it (a ratio: both terms); 0 in a league''s row: it is older';
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
COMMENT ON COLUMN summary.annual_target.share_reached IS 'actual / goal';
COMMENT ON COLUMN summary.annual_target.standing IS 'met, on_track, unknown, not_met or behind';
COMMENT ON COLUMN summary.annual_target.missing_leagues IS
'Names of the leagues whose figures it lacks, joined by 、';
COMMENT ON COLUMN summary.annual_target.missing IS 'Exactly what it lacks, such as 阿拉善盟2023年、2021年期初数';
COMMENT ON COLUMN summary.annual_target.this_year IS 'This year''s flow or latest level alone';
COMMENT ON COLUMN summary.annual_target.opening_balance IS
'Flows of the years that count but lie before the first return, as far as they are known';
COMMENT ON COLUMN summary.annual_target.line IS
'What the straight line asks for at the end of the last quarter; a level is asked for whole';
COMMENT ON COLUMN summary.annual_target.provisional IS 'Whether a quarter stands for an annual return in it';
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
COMMENT ON COLUMN summary.annual_reporting.versions IS 'Submissions of which something was accepted';
COMMENT ON COLUMN summary.annual_reporting.errors IS 'Errors found in all its submissions';
COMMENT ON COLUMN summary.annual_reporting.warnings IS
'Warnings of versions in force that are neither explained nor resolved';
COMMENT ON COLUMN summary.annual_reporting.median_days_early IS
'Median of days from completion to the effective due date; below 0: late';
COMMENT ON COLUMN summary.annual_reporting.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_reporting.waivers IS
'Waivers that its versions in force rest on, joined by 、';

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
