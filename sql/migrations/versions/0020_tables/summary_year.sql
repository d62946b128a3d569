CREATE SCHEMA summary;
COMMENT ON SCHEMA summary IS
'The annual tables, a year at a time; each is built by the SQL file that has its name';

-- Of a numeric without a scale DuckDB makes a floating-point number, ODBC one of six decimals. 28 digits are
-- the most that .NET takes. Indicators have nine decimals at most by the registry, money has six, people are
-- counted whole, and a league's own rate is a quotient.

-- The year: its projects, indicators and targets.

CREATE TABLE summary.annual_project (
    year integer NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    name_zh text NOT NULL,
    departments_zh text NOT NULL,
    standing text NOT NULL CHECK (
        standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind', 'no_number')
    ),
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    budget numeric(28, 6),
    spent numeric(28, 6),
    completed_leagues integer NOT NULL,
    under_way_leagues integer NOT NULL,
    not_started_leagues integer NOT NULL,
    missing_leagues text,
    targets_zh text,
    budget_leagues integer NOT NULL,
    spent_leagues integer NOT NULL,
    budget_missing_leagues text,
    spent_missing_leagues text,
    execution numeric(28, 6),
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
'What was known at this moment is in the table, of its year, quarter or month; blank: built before this was kept';
COMMENT ON COLUMN summary.annual_project.built_at IS
'When it was built; a build that finds nothing new leaves both moments. Old or not: warehouse.summary_age';

CREATE TABLE summary.annual_indicator (
    year integer NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    league_code text NOT NULL REFERENCES reference.area,
    value numeric(28, 9),
    previous_year numeric(28, 9),
    provisional boolean NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    missing_leagues text,
    stale_leagues text,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    name_zh text NOT NULL,
    unit_zh text NOT NULL,
    measure text NOT NULL,
    decimals integer NOT NULL,
    previous_leagues_reporting integer,
    previous_leagues_expected integer,
    period text REFERENCES reference.period,
    no_value_zh text,
    as_of timestamptz,
    built_at timestamptz,
    is_region boolean NOT NULL GENERATED ALWAYS AS (league_code = '150000') STORED,
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
COMMENT ON COLUMN summary.annual_indicator.is_region IS
'Whether the row is the region''s, which holds its leagues: sum one or the other';

CREATE TABLE summary.annual_target (
    year integer NOT NULL,
    target_id text NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    goal numeric(28, 9) NOT NULL,
    actual numeric(28, 9),
    share_reached numeric(28, 6),
    standing text NOT NULL CHECK (standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind')),
    missing_leagues text,
    missing text,
    this_year numeric(28, 9),
    opening_balance numeric(28, 9),
    line numeric(28, 9),
    provisional boolean NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    project_name_zh text NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    indicator_name_zh text NOT NULL,
    unit_zh text NOT NULL,
    decimals integer NOT NULL,
    scope text NOT NULL,
    basis text NOT NULL,
    from_year integer NOT NULL,
    by_year integer NOT NULL,
    up_to numeric(28, 9),
    tolerance numeric(28, 9),
    wording_zh text NOT NULL,
    note text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    is_region boolean NOT NULL GENERATED ALWAYS AS (league_code = '150000') STORED,
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
COMMENT ON COLUMN summary.annual_target.missing IS 'Exactly what it lacks, such as 阿拉善盟2023年、2021年实绩';
COMMENT ON COLUMN summary.annual_target.this_year IS 'This year''s flow or latest level alone';
COMMENT ON COLUMN summary.annual_target.opening_balance IS
'What was reached before the first return and counts, from warehouse.base_figure; blank: does not apply, or nobody gave it';
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
COMMENT ON COLUMN summary.annual_target.is_region IS
'Whether the row is the region''s, which holds its leagues: sum one or the other';

CREATE TABLE summary.action_target (
    year integer NOT NULL,
    target_id text NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    goal numeric(28, 9) NOT NULL,
    actual numeric(28, 9),
    share_reached numeric(28, 6),
    standing text NOT NULL CHECK (standing IN ('met', 'on_track', 'unknown', 'not_met', 'behind')),
    last_year integer NOT NULL,
    years_met integer,
    years_counted integer NOT NULL,
    years_not_met text,
    opening_balance numeric(28, 9),
    missing text,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    project_name_zh text NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    indicator_name_zh text NOT NULL,
    unit_zh text NOT NULL,
    decimals integer NOT NULL,
    scope text NOT NULL,
    basis text NOT NULL,
    from_year integer NOT NULL,
    by_year integer NOT NULL,
    up_to numeric(28, 9),
    tolerance numeric(28, 9),
    wording_zh text NOT NULL,
    note text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    is_region boolean NOT NULL GENERATED ALWAYS AS (league_code = '150000') STORED,
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
    league_code text NOT NULL REFERENCES reference.area,
    project_no integer NOT NULL REFERENCES reference.project,
    reporting boolean NOT NULL,
    as_of_period text,
    status text,
    budget numeric(28, 6),
    spent numeric(28, 6),
    target numeric(28, 9),
    completed numeric(28, 9),
    rate numeric(28, 12),
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
    league_code text NOT NULL REFERENCES reference.area,
    project_no integer REFERENCES reference.project,
    problem text,
    suggestion text,
    source text NOT NULL,
    period text NOT NULL REFERENCES reference.period,
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
