CREATE TABLE summary.quarter_project (
    period text NOT NULL REFERENCES reference.period,
    project_no integer NOT NULL REFERENCES reference.project,
    name_zh text NOT NULL,
    departments_zh text NOT NULL,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    budget numeric(28, 6),
    spent numeric(28, 6),
    completed_leagues integer NOT NULL,
    under_way_leagues integer NOT NULL,
    not_started_leagues integer NOT NULL,
    missing_leagues text,
    budget_leagues integer NOT NULL,
    spent_leagues integer NOT NULL,
    budget_missing_leagues text,
    spent_missing_leagues text,
    execution numeric(28, 6),
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
    period text NOT NULL REFERENCES reference.period,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    league_code text NOT NULL REFERENCES reference.area,
    figure numeric(28, 9),
    year_to_date numeric(28, 9),
    year_before numeric(28, 9),
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    missing_leagues text,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    name_zh text NOT NULL,
    unit_zh text NOT NULL,
    measure text NOT NULL,
    decimals integer NOT NULL,
    year_before_reporting integer,
    no_value_zh text,
    as_of timestamptz,
    built_at timestamptz,
    is_region boolean NOT NULL GENERATED ALWAYS AS (league_code = '150000') STORED,
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
    period text NOT NULL REFERENCES reference.period,
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
    PRIMARY KEY (period, target_id, league_code)
);
COMMENT ON TABLE summary.quarter_target IS
'The plan''s numbers and what was reached of them at the end of a quarter';
COMMENT ON COLUMN summary.quarter_target.period IS 'The quarter, such as 2023Q1';

CREATE TABLE summary.quarter_suggestion (
    period text NOT NULL REFERENCES reference.period,
    league_code text NOT NULL REFERENCES reference.area,
    project_no integer REFERENCES reference.project,
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
    period text NOT NULL REFERENCES reference.period,
    league_code text NOT NULL REFERENCES reference.area,
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
    period text NOT NULL REFERENCES reference.period,
    league_code text NOT NULL REFERENCES reference.area,
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
