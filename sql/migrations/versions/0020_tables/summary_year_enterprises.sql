-- Counties and key enterprises.

CREATE TABLE summary.annual_county (
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    county_code text NOT NULL REFERENCES reference.county,
    county_name_zh text NOT NULL,
    indicator_code text NOT NULL REFERENCES reference.indicator,
    value numeric(28, 9),
    previous_year numeric(28, 9),
    counties_reporting integer NOT NULL,
    counties_expected integer NOT NULL,
    period text REFERENCES reference.period,
    league_name_zh text NOT NULL,
    project_no integer NOT NULL REFERENCES reference.project,
    name_zh text NOT NULL,
    unit_zh text NOT NULL,
    measure text NOT NULL,
    decimals integer NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, county_code, indicator_code)
);
COMMENT ON TABLE summary.annual_county IS 'What each county had of each indicator that leagues report by county';
COMMENT ON COLUMN summary.annual_county.year IS 'The year';
COMMENT ON COLUMN summary.annual_county.league_code IS 'The league';
COMMENT ON COLUMN summary.annual_county.county_code IS 'The county';
COMMENT ON COLUMN summary.annual_county.county_name_zh IS 'The county''s name';
COMMENT ON COLUMN summary.annual_county.indicator_code IS 'The indicator';
COMMENT ON COLUMN summary.annual_county.value IS
'A level at the end of the period, or a flow since 1 January; blank: the league did not report it for the county in that'
' period. What it said in an earlier quarter is in warehouse.county_value; it does not stand in, for it would stand'
' beside counties of a later one';
COMMENT ON COLUMN summary.annual_county.previous_year IS
'The same of the year before, a whole year beside a whole year; blank: not reported, or this year is not over';
COMMENT ON COLUMN summary.annual_county.counties_reporting IS
'Counties of the league that have a value of the indicator';
COMMENT ON COLUMN summary.annual_county.counties_expected IS 'Counties of the league';
COMMENT ON COLUMN summary.annual_county.period IS
'The latest period of the year of which the league reported the indicator by county: that of all its counties; blank: none';
COMMENT ON COLUMN summary.annual_county.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_county.project_no IS 'The project of the indicator';
COMMENT ON COLUMN summary.annual_county.name_zh IS 'The indicator''s name';
COMMENT ON COLUMN summary.annual_county.unit_zh IS 'Its unit';
COMMENT ON COLUMN summary.annual_county.measure IS 'flow or stock';
COMMENT ON COLUMN summary.annual_county.decimals IS 'Decimals of its figures';

CREATE TABLE summary.annual_enterprise (
    year integer NOT NULL,
    league_code text NOT NULL REFERENCES reference.area,
    month text NOT NULL REFERENCES reference.period,
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
    league_name_zh text NOT NULL,
    as_of timestamptz,
    built_at timestamptz,
    is_region boolean NOT NULL GENERATED ALWAYS AS (league_code = '150000') STORED,
    PRIMARY KEY (year, league_code, month)
);
COMMENT ON TABLE summary.annual_enterprise IS
'Key enterprises by league and month, and of the region: months that had ended';
COMMENT ON COLUMN summary.annual_enterprise.year IS 'The year';
COMMENT ON COLUMN summary.annual_enterprise.league_code IS 'The league; 150000: the region, the sum of what is there';
COMMENT ON COLUMN summary.annual_enterprise.month IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.annual_enterprise.enterprises IS 'Key enterprises reported; blank: nothing is reported';
COMMENT ON COLUMN summary.annual_enterprise.employees IS 'People employed at the month''s end';
COMMENT ON COLUMN summary.annual_enterprise.vacancies IS 'Vacancies at the month''s end';
COMMENT ON COLUMN summary.annual_enterprise.hired IS 'People hired in the month';
COMMENT ON COLUMN summary.annual_enterprise.next_month_demand IS 'People wanted next month';
COMMENT ON COLUMN summary.annual_enterprise.solved IS 'Of those hired, found by the bureau''s help';
COMMENT ON COLUMN summary.annual_enterprise.events IS
'Recruitment events in the month; blank: nothing is reported of them';
COMMENT ON COLUMN summary.annual_enterprise.leagues_reporting IS
'Leagues whose enterprises are in, of those that count in the region''s sum; of a league itself 1 or 0';
COMMENT ON COLUMN summary.annual_enterprise.leagues_expected IS 'Leagues that owe the month''s return';
COMMENT ON COLUMN summary.annual_enterprise.missing_leagues IS 'Leagues whose enterprises are not in, joined by 、';
COMMENT ON COLUMN summary.annual_enterprise.events_reporting IS
'Leagues that reported their events, if only that there were none';
COMMENT ON COLUMN summary.annual_enterprise.league_name_zh IS 'The league''s name';
COMMENT ON COLUMN summary.annual_enterprise.is_region IS
'Whether the row is the region''s, which holds its leagues: sum one or the other';

CREATE TABLE summary.annual_industry (
    year integer NOT NULL,
    month text NOT NULL REFERENCES reference.period,
    industry text NOT NULL,
    enterprises integer NOT NULL,
    employees numeric(28, 0),
    vacancies numeric(28, 0),
    hired numeric(28, 0),
    next_month_demand numeric(28, 0),
    solved numeric(28, 0),
    as_of timestamptz,
    built_at timestamptz,
    PRIMARY KEY (year, month, industry)
);
COMMENT ON TABLE summary.annual_industry IS
'Key enterprises of the region by industry and month: months that had ended';
COMMENT ON COLUMN summary.annual_industry.year IS 'The year';
COMMENT ON COLUMN summary.annual_industry.month IS 'The month, such as 2024M03';
COMMENT ON COLUMN summary.annual_industry.industry IS
'Section of GB/T 4754 by its Chinese name, or what a league wrote; 未填: nothing';
COMMENT ON COLUMN summary.annual_industry.enterprises IS 'Key enterprises reported';
COMMENT ON COLUMN summary.annual_industry.employees IS 'People employed at the month''s end';
COMMENT ON COLUMN summary.annual_industry.vacancies IS 'Vacancies at the month''s end';
COMMENT ON COLUMN summary.annual_industry.hired IS 'People hired in the month';
COMMENT ON COLUMN summary.annual_industry.next_month_demand IS 'People wanted next month';
COMMENT ON COLUMN summary.annual_industry.solved IS 'Of those hired, found by the bureau''s help';
