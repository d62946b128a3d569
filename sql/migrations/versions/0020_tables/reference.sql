CREATE SCHEMA reference;
COMMENT ON SCHEMA reference IS 'The registry: what the plan and the returns promise, as rows';

CREATE TABLE reference.league (
    league_code text PRIMARY KEY,
    name_zh text NOT NULL UNIQUE,
    name_en text NOT NULL,
    kind text NOT NULL,
    in_region_sum boolean NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);
COMMENT ON TABLE reference.league IS 'The organisations that report (盟市)';
COMMENT ON COLUMN reference.league.league_code IS 'Administrative code, six digits';
COMMENT ON COLUMN reference.league.name_zh IS 'Chinese name';
COMMENT ON COLUMN reference.league.name_en IS 'English name';
COMMENT ON COLUMN reference.league.kind IS 'city or league';
COMMENT ON COLUMN reference.league.in_region_sum IS 'Whether its figures count in the sum of the region';
COMMENT ON COLUMN reference.league.valid_from IS 'First day on which it reports';
COMMENT ON COLUMN reference.league.valid_to IS 'Last day on which it reports; blank: it goes on';

CREATE TABLE reference.area (
    league_code text PRIMARY KEY,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    is_region boolean NOT NULL,
    in_region_sum boolean NOT NULL
);
COMMENT ON TABLE reference.area IS 'Whom a row of the annual tables is about: each league, and the region itself';
COMMENT ON COLUMN reference.area.league_code IS 'The league; 150000 is the region';
COMMENT ON COLUMN reference.area.name_zh IS 'Chinese name; 全区 is the region';
COMMENT ON COLUMN reference.area.name_en IS 'English name';
COMMENT ON COLUMN reference.area.is_region IS 'Whether it is the region, which is no league';
COMMENT ON COLUMN reference.area.in_region_sum IS 'Whether it is a league whose figures count in the sum of the region';

CREATE TABLE reference.county (
    county_code text PRIMARY KEY,
    county_name_zh text NOT NULL,
    league_code text NOT NULL REFERENCES reference.league
);
COMMENT ON TABLE reference.county IS 'The counties (旗县市区) of each league';
COMMENT ON COLUMN reference.county.county_code IS 'Administrative code, six digits';
COMMENT ON COLUMN reference.county.county_name_zh IS 'Chinese name';
COMMENT ON COLUMN reference.county.league_code IS 'The league that it belongs to';

CREATE TABLE reference.project (
    project_no integer PRIMARY KEY,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    departments_zh text NOT NULL,
    cadence text NOT NULL
);
COMMENT ON TABLE reference.project IS 'The 29 projects of the plan; number 0 is the headline goal';
COMMENT ON COLUMN reference.project.project_no IS 'Number in the plan, 1 to 29; 0 is the headline goal';
COMMENT ON COLUMN reference.project.name_zh IS 'Official Chinese name';
COMMENT ON COLUMN reference.project.name_en IS 'English name';
COMMENT ON COLUMN reference.project.departments_zh IS 'Departments in charge, joined by 、';
COMMENT ON COLUMN reference.project.cadence IS 'How often the plan schedules it: quarter or month';

CREATE TABLE reference.department (
    department_zh text PRIMARY KEY,
    name_en text NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);
COMMENT ON TABLE reference.department IS 'The departments in charge of projects';
COMMENT ON COLUMN reference.department.department_zh IS 'Its name as the plan has it';
COMMENT ON COLUMN reference.department.name_en IS 'English name';
COMMENT ON COLUMN reference.department.valid_from IS 'First day on which it is in charge of anything';
COMMENT ON COLUMN reference.department.valid_to IS 'Last such day; blank: it goes on';

CREATE TABLE reference.project_department (
    project_no integer NOT NULL REFERENCES reference.project,
    department_zh text NOT NULL REFERENCES reference.department,
    place integer NOT NULL,
    departments integer NOT NULL,
    weight numeric(28, 9) NOT NULL,
    PRIMARY KEY (project_no, department_zh),
    UNIQUE (project_no, place)
);
COMMENT ON TABLE reference.project_department IS
'Who is in charge of each project: a row a department. The plan names several and splits nothing between them:'
' weight counts a project once, its departments in equal parts';
COMMENT ON COLUMN reference.project_department.project_no IS 'The project';
COMMENT ON COLUMN reference.project_department.department_zh IS 'The department';
COMMENT ON COLUMN reference.project_department.place IS 'In which place the plan names it, from 1';
COMMENT ON COLUMN reference.project_department.departments IS 'How many departments the project has';
COMMENT ON COLUMN reference.project_department.weight IS
'Its part of the project, 1 over departments; the last one''s makes the sum exactly 1';

CREATE TABLE reference.indicator (
    indicator_code text PRIMARY KEY,
    project_no integer NOT NULL REFERENCES reference.project,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    unit_zh text NOT NULL,
    unit_en text NOT NULL,
    measure text NOT NULL,
    decimals integer NOT NULL,
    numerator text REFERENCES reference.indicator,
    denominator text REFERENCES reference.indicator,
    not_above text REFERENCES reference.indicator,
    over_leagues text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    one_a_county boolean NOT NULL,
    lasting boolean NOT NULL
);
COMMENT ON TABLE reference.indicator IS 'What is measured, project by project';
COMMENT ON COLUMN reference.indicator.indicator_code IS 'Code, such as P01-1';
COMMENT ON COLUMN reference.indicator.project_no IS 'The project that it belongs to';
COMMENT ON COLUMN reference.indicator.name_zh IS 'Chinese name';
COMMENT ON COLUMN reference.indicator.name_en IS 'English name';
COMMENT ON COLUMN reference.indicator.unit_zh IS 'Unit, Chinese';
COMMENT ON COLUMN reference.indicator.unit_en IS 'Unit, English';
COMMENT ON COLUMN reference.indicator.measure IS
'flow (what happened), stock (a level) or ratio (x 100, from its two terms)';
COMMENT ON COLUMN reference.indicator.decimals IS 'Decimals that its figures have';
COMMENT ON COLUMN reference.indicator.numerator IS 'A ratio''s numerator';
COMMENT ON COLUMN reference.indicator.denominator IS 'A ratio''s denominator';
COMMENT ON COLUMN reference.indicator.not_above IS 'The whole that it is a part of, and may not be above';
COMMENT ON COLUMN reference.indicator.over_leagues IS
'How the region''s figure is made: sum, terms (a ratio) or none';
COMMENT ON COLUMN reference.indicator.valid_from IS 'First day on which it is asked for';
COMMENT ON COLUMN reference.indicator.valid_to IS 'Last day on which it is asked for; blank: it goes on';
COMMENT ON COLUMN reference.indicator.one_a_county IS
'Whether a county has one at most, so that a league has no more than counties';
COMMENT ON COLUMN reference.indicator.lasting IS
'Whether what is there once stays: a county that has fewer than before is asked';

ALTER TABLE reference.project ADD COLUMN headline_indicator text REFERENCES reference.indicator;
COMMENT ON COLUMN reference.project.headline_indicator IS
'The indicator by which the project is told in one figure: its first, in whose unit leagues account for the year';

CREATE TABLE reference.target (
    target_id text PRIMARY KEY,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    scope text NOT NULL,
    basis text NOT NULL,
    from_year integer NOT NULL,
    by_year integer NOT NULL,
    at_least numeric(28, 9) NOT NULL,
    up_to numeric(28, 9),
    tolerance numeric(28, 9),
    wording_zh text NOT NULL,
    note text NOT NULL
);
COMMENT ON TABLE reference.target IS 'The numbers that the plan sets';
COMMENT ON COLUMN reference.target.target_id IS 'Id, such as T01';
COMMENT ON COLUMN reference.target.indicator_code IS 'The indicator that it is set for';
COMMENT ON COLUMN reference.target.scope IS 'region, or each_league (a row a league, none for the region)';
COMMENT ON COLUMN reference.target.basis IS 'each_year, cumulative, stock or stock_by';
COMMENT ON COLUMN reference.target.from_year IS 'First year that counts';
COMMENT ON COLUMN reference.target.by_year IS 'Year by whose end it is to be reached';
COMMENT ON COLUMN reference.target.at_least IS 'The goal, in the indicator''s unit; the lower end of a span';
COMMENT ON COLUMN reference.target.up_to IS 'Upper end of a span';
COMMENT ON COLUMN reference.target.tolerance IS 'For "about": the share by which the actual may fall short';
COMMENT ON COLUMN reference.target.wording_zh IS 'The plan''s words';
COMMENT ON COLUMN reference.target.note IS 'How the words were understood';

CREATE TABLE reference.part (
    return_kind text NOT NULL,
    part text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    subject text NOT NULL,
    feeds text NOT NULL,
    from_period text,
    asked_from date,
    sequence integer NOT NULL,
    PRIMARY KEY (return_kind, part)
);
COMMENT ON TABLE reference.part IS 'The tables that each return is made of';
COMMENT ON COLUMN reference.part.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN reference.part.part IS 'data, progress, completion or suggestions';
COMMENT ON COLUMN reference.part.name_zh IS 'Chinese name';
COMMENT ON COLUMN reference.part.name_en IS 'English name';
COMMENT ON COLUMN reference.part.subject IS
'What a row is about: indicator, project, county, enterprise, or none';
COMMENT ON COLUMN reference.part.feeds IS
'What the warehouse makes of it: figures, year, progress, completion, suggestions, counties, enterprises, events, or rows';
COMMENT ON COLUMN reference.part.from_period IS 'It is asked for from this period on; blank: from the first';
COMMENT ON COLUMN reference.part.asked_from IS 'First day of that period; blank: it always was asked for';
COMMENT ON COLUMN reference.part.sequence IS 'Its place among the parts of the registry';

CREATE TABLE reference.part_indicator (
    return_kind text NOT NULL,
    part text NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    PRIMARY KEY (return_kind, part, indicator_code)
);
COMMENT ON TABLE reference.part_indicator IS 'The indicators that have a column of their own in a part';
COMMENT ON COLUMN reference.part_indicator.return_kind IS 'The kind of return';
COMMENT ON COLUMN reference.part_indicator.part IS 'The part';
COMMENT ON COLUMN reference.part_indicator.indicator_code IS 'The indicator';

CREATE TABLE reference.rule (
    rule_id text PRIMARY KEY,
    version integer NOT NULL,
    judge text NOT NULL,
    severity text NOT NULL,
    status text NOT NULL,
    says_zh text NOT NULL,
    to_do_zh text NOT NULL,
    says_en text NOT NULL,
    to_do_en text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    example_zh text NOT NULL,
    example_en text NOT NULL
);
COMMENT ON TABLE reference.rule IS 'The rules that returns are judged by';
COMMENT ON COLUMN reference.rule.rule_id IS 'Id, the name of its code or SQL file';
COMMENT ON COLUMN reference.rule.version IS 'Raised when its meaning changes';
COMMENT ON COLUMN reference.rule.judge IS
'Who judges by it: the gate (the whole file), the reader, pandera or sql';
COMMENT ON COLUMN reference.rule.severity IS 'error, warning or info';
COMMENT ON COLUMN reference.rule.status IS 'beta, active or retired';
COMMENT ON COLUMN reference.rule.says_zh IS 'What is wrong, Chinese; words in braces are filled in';
COMMENT ON COLUMN reference.rule.to_do_zh IS 'What to do, Chinese';
COMMENT ON COLUMN reference.rule.says_en IS 'What is wrong, English';
COMMENT ON COLUMN reference.rule.to_do_en IS 'What to do, English';
COMMENT ON COLUMN reference.rule.name_zh IS 'Short name, Chinese';
COMMENT ON COLUMN reference.rule.name_en IS 'Short name, English';
COMMENT ON COLUMN reference.rule.example_zh IS 'A cell that breaks it and what is right, Chinese';
COMMENT ON COLUMN reference.rule.example_en IS 'A cell that breaks it and what is right, English';

CREATE TABLE reference.period (
    period text PRIMARY KEY,
    cadence text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    quarter integer NOT NULL,
    month integer,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    sequence integer NOT NULL,
    predecessor text REFERENCES reference.period DEFERRABLE INITIALLY DEFERRED,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    UNIQUE (cadence, sequence)
);
COMMENT ON TABLE reference.period IS 'The calendar: every period of every cadence, from the year before the action on';
COMMENT ON COLUMN reference.period.period IS '2023Q1, 2024M03, 2024H1, or 2023 for the year';
COMMENT ON COLUMN reference.period.cadence IS 'month, quarter, half or year';
COMMENT ON COLUMN reference.period.year IS 'Its year';
COMMENT ON COLUMN reference.period.number IS 'Which of its year''s it is; the first is 1';
COMMENT ON COLUMN reference.period.quarter IS 'The quarter that it ends in, 1 to 4';
COMMENT ON COLUMN reference.period.month IS 'A month''s number, 1 to 12; blank for longer periods';
COMMENT ON COLUMN reference.period.starts_on IS 'First day';
COMMENT ON COLUMN reference.period.ends_on IS 'Last day';
COMMENT ON COLUMN reference.period.sequence IS 'Periods of the cadence counted on over the years: one more than its predecessor''s';
COMMENT ON COLUMN reference.period.predecessor IS 'The period of the same cadence before it; blank for the first';
COMMENT ON COLUMN reference.period.name_zh IS 'Name, Chinese';
COMMENT ON COLUMN reference.period.name_en IS 'Name, English';

CREATE TABLE reference.expected_return (
    league_code text NOT NULL REFERENCES reference.league,
    return_kind text NOT NULL,
    period text NOT NULL REFERENCES reference.period,
    year integer NOT NULL,
    quarter integer,
    ends_on date NOT NULL,
    due_at timestamptz NOT NULL,
    effective_due_at timestamptz NOT NULL,
    due_rule text NOT NULL,
    exempt_from date,
    in_annual_set boolean NOT NULL,
    PRIMARY KEY (league_code, return_kind, period)
);
COMMENT ON TABLE reference.expected_return IS 'Every return that a league owes, with its due dates';
COMMENT ON COLUMN reference.expected_return.league_code IS 'The league that owes it';
COMMENT ON COLUMN reference.expected_return.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN reference.expected_return.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN reference.expected_return.year IS 'Year of the period';
COMMENT ON COLUMN reference.expected_return.quarter IS 'Quarter of the period; blank for a year';
COMMENT ON COLUMN reference.expected_return.ends_on IS 'Last day of the period';
COMMENT ON COLUMN reference.expected_return.due_at IS 'Nominal due moment, inclusive';
COMMENT ON COLUMN reference.expected_return.effective_due_at IS 'Due moment by the due rule, inclusive';
COMMENT ON COLUMN reference.expected_return.due_rule IS
'The rule that moved it: none, legal_holiday, announced_break or every_day_off';
COMMENT ON COLUMN reference.expected_return.in_annual_set IS 'Whether the annual set tells of it';
COMMENT ON COLUMN reference.expected_return.exempt_from IS
'From this day on the league need not send it; blank: it is owed';

CREATE TABLE reference.opening_balance (
    indicator_code text NOT NULL REFERENCES reference.indicator,
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    value numeric(28, 9) NOT NULL,
    source text NOT NULL,
    known_from date NOT NULL,
    PRIMARY KEY (indicator_code, year, league_code)
);
COMMENT ON TABLE reference.opening_balance IS 'Flows of a calendar year before the first return';
COMMENT ON COLUMN reference.opening_balance.indicator_code IS 'The indicator';
COMMENT ON COLUMN reference.opening_balance.year IS 'Calendar year of the flow';
COMMENT ON COLUMN reference.opening_balance.league_code IS 'The league; 150000 is the region';
COMMENT ON COLUMN reference.opening_balance.value IS 'The flow of that year, in the indicator''s unit';
COMMENT ON COLUMN reference.opening_balance.source IS 'Where the figure comes from';
COMMENT ON COLUMN reference.opening_balance.known_from IS 'From this day on it counts';

CREATE TABLE reference.waiver (
    waiver_id text PRIMARY KEY,
    rule_id text NOT NULL REFERENCES reference.rule,
    league_code text NOT NULL REFERENCES reference.league,
    return_kind text NOT NULL,
    period text NOT NULL,
    part text NOT NULL,
    indicator_code text,
    project_no integer,
    reason text NOT NULL,
    approved_by text NOT NULL,
    approved_on date NOT NULL,
    valid_to date,
    decided_at timestamptz,
    subject_code text
);
COMMENT ON TABLE reference.waiver IS
'Errors that are let pass as warnings, each with a reason and an approver';
COMMENT ON COLUMN reference.waiver.waiver_id IS 'Id';
COMMENT ON COLUMN reference.waiver.rule_id IS 'The rule that is waived';
COMMENT ON COLUMN reference.waiver.league_code IS 'The league that it is waived for';
COMMENT ON COLUMN reference.waiver.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN reference.waiver.period IS 'The period that it is waived for';
COMMENT ON COLUMN reference.waiver.part IS 'The part that it is waived for';
COMMENT ON COLUMN reference.waiver.indicator_code IS 'Only for this indicator; blank: for all';
COMMENT ON COLUMN reference.waiver.project_no IS 'Only for this project; blank: for all';
COMMENT ON COLUMN reference.waiver.reason IS 'Why';
COMMENT ON COLUMN reference.waiver.approved_by IS 'Who approved it';
COMMENT ON COLUMN reference.waiver.approved_on IS 'When it was approved';
COMMENT ON COLUMN reference.waiver.subject_code IS 'Only of this county, enterprise and the like; blank: of all';
COMMENT ON COLUMN reference.waiver.valid_to IS 'Last day on which it holds; blank: it goes on';
COMMENT ON COLUMN reference.waiver.decided_at IS 'When an operator decided it; blank: a row of the registry';
