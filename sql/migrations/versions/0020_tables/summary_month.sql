CREATE TABLE summary.month_return (
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
COMMENT ON TABLE summary.month_return IS 'The return that each league owes for the month';
COMMENT ON COLUMN summary.month_return.period IS 'The month, such as 2024M03';

CREATE TABLE summary.month_enterprise (
    period text NOT NULL REFERENCES reference.period,
    league_code text NOT NULL REFERENCES reference.area,
    enterprises integer,
    employees numeric(28, 0),
    vacancies numeric(28, 0),
    hired numeric(28, 0),
    next_month_demand numeric(28, 0),
    solved numeric(28, 0),
    events integer,
    leagues_reporting integer NOT NULL,
    leagues_expected integer NOT NULL,
    missing_leagues text,
    events_reporting integer NOT NULL,
    enterprises_before integer,
    vacancies_before numeric(28, 0),
    hired_before numeric(28, 0),
    solved_before numeric(28, 0),
    before_reporting integer,
    lacking integer,
    lacking_again integer,
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    is_region boolean NOT NULL GENERATED ALWAYS AS (league_code = '150000') STORED,
    PRIMARY KEY (period, league_code)
);
COMMENT ON TABLE summary.month_enterprise IS
'Key enterprises of the month by league, and of the region, beside the month before';
COMMENT ON COLUMN summary.month_enterprise.period IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.month_enterprise.enterprises_before IS 'Key enterprises in the month before';
COMMENT ON COLUMN summary.month_enterprise.vacancies_before IS 'Vacancies at the end of the month before';
COMMENT ON COLUMN summary.month_enterprise.hired_before IS 'People hired in the month before';
COMMENT ON COLUMN summary.month_enterprise.solved_before IS 'Of those, found by the bureau''s help';
COMMENT ON COLUMN summary.month_enterprise.before_reporting IS
'Leagues whose enterprises of the month before are in; blank: it was not asked for';
COMMENT ON COLUMN summary.month_enterprise.lacking IS
'Enterprises with vacancies at the month''s end; blank: nothing is reported';
COMMENT ON COLUMN summary.month_enterprise.lacking_again IS
'Those of them that had vacancies at the end of the month before too';

CREATE TABLE summary.month_industry (
    period text NOT NULL REFERENCES reference.period,
    industry text NOT NULL,
    enterprises integer NOT NULL,
    employees numeric(28, 0),
    vacancies numeric(28, 0),
    hired numeric(28, 0),
    next_month_demand numeric(28, 0),
    solved numeric(28, 0),
    vacancies_before numeric(28, 0),
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, industry)
);
COMMENT ON TABLE summary.month_industry IS
'Key enterprises of the region in the month by industry, beside the month before';
COMMENT ON COLUMN summary.month_industry.period IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.month_industry.vacancies_before IS
'Vacancies at the end of the month before; blank: the industry was not reported';

CREATE TABLE summary.month_vacancy (
    period text NOT NULL REFERENCES reference.period,
    place integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    uscc text NOT NULL,
    name_zh text NOT NULL,
    county_name_zh text,
    industry text NOT NULL,
    employees numeric(28, 0),
    vacancies numeric(28, 0) NOT NULL,
    vacancies_before numeric(28, 0),
    next_month_demand numeric(28, 0),
    solved numeric(28, 0),
    remark text,
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, place)
);
COMMENT ON TABLE summary.month_vacancy IS 'The fifty key enterprises with most vacancies at the month''s end';
COMMENT ON COLUMN summary.month_vacancy.period IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.month_vacancy.place IS 'Its place, the most vacancies first';
COMMENT ON COLUMN summary.month_vacancy.league_code IS 'The league';
COMMENT ON COLUMN summary.month_vacancy.uscc IS 'Unified social credit code';
COMMENT ON COLUMN summary.month_vacancy.name_zh IS 'Its name in that month';
COMMENT ON COLUMN summary.month_vacancy.county_name_zh IS 'The county that it lies in';
COMMENT ON COLUMN summary.month_vacancy.industry IS
'Section of GB/T 4754 by its Chinese name, or what the league wrote; 未填: nothing';
COMMENT ON COLUMN summary.month_vacancy.employees IS 'People employed at the month''s end';
COMMENT ON COLUMN summary.month_vacancy.vacancies IS 'Vacancies at the month''s end';
COMMENT ON COLUMN summary.month_vacancy.vacancies_before IS
'Vacancies at the end of the month before; blank: it was not reported';
COMMENT ON COLUMN summary.month_vacancy.next_month_demand IS 'People wanted next month';
COMMENT ON COLUMN summary.month_vacancy.solved IS 'People found by the bureau''s help in the month';
COMMENT ON COLUMN summary.month_vacancy.remark IS 'The league''s remark';
COMMENT ON COLUMN summary.month_vacancy.league_name_zh IS 'The league''s name';

CREATE TABLE summary.month_event (
    period text NOT NULL REFERENCES reference.period,
    place integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    held_on date,
    title text,
    county_name_zh text,
    enterprises numeric(28, 0),
    posts numeric(28, 0),
    intents numeric(28, 0),
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (period, place)
);
COMMENT ON TABLE summary.month_event IS 'Recruitment events for key enterprises in the month';
COMMENT ON COLUMN summary.month_event.period IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.month_event.place IS 'Its place in the order of days';
COMMENT ON COLUMN summary.month_event.league_code IS 'The league';
COMMENT ON COLUMN summary.month_event.held_on IS 'The day on which it was held';
COMMENT ON COLUMN summary.month_event.title IS 'Its name';
COMMENT ON COLUMN summary.month_event.county_name_zh IS 'The county in which it was held';
COMMENT ON COLUMN summary.month_event.enterprises IS 'Enterprises that took part';
COMMENT ON COLUMN summary.month_event.posts IS 'Posts offered';
COMMENT ON COLUMN summary.month_event.intents IS 'People who agreed on a post';
COMMENT ON COLUMN summary.month_event.league_name_zh IS 'The league''s name';

CREATE TABLE summary.month_submission (
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
COMMENT ON TABLE summary.month_submission IS
'The versions that the note on a month rests on: of its own returns';
COMMENT ON COLUMN summary.month_submission.period IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.month_submission.part IS 'The part of the return';
COMMENT ON COLUMN summary.month_submission.submission_id IS 'The submission that it came in';
COMMENT ON COLUMN summary.month_submission.arrived_at IS 'When the file arrived';
COMMENT ON COLUMN summary.month_submission.known_from IS 'From this moment on it was in force';
