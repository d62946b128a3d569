ALTER TABLE summary.annual_indicator ADD COLUMN previous_leagues_reporting integer;
ALTER TABLE summary.annual_indicator ADD COLUMN previous_leagues_expected integer;
COMMENT ON COLUMN summary.annual_indicator.value IS
'The year''s flow, the latest level, or the ratio of two terms; the region''s sums what is there (of a ratio: of the
leagues that have both terms)';
COMMENT ON COLUMN summary.annual_indicator.provisional IS
'Whether a quarter stands for an annual return in it; not where there is no value';
COMMENT ON COLUMN summary.annual_indicator.previous_leagues_reporting IS
'leagues_reporting of the year before; blank where there is no year before';
COMMENT ON COLUMN summary.annual_indicator.previous_leagues_expected IS
'leagues_expected of the year before; blank where there is no year before';

COMMENT ON COLUMN summary.annual_target.provisional IS
'Whether a quarter stands for an annual return in it; not where there is no figure';
COMMENT ON COLUMN summary.quarter_target.provisional IS
'Whether a quarter stands for an annual return in it; not where there is no figure';

ALTER TABLE summary.quarter_indicator ADD COLUMN year_before_reporting integer;
COMMENT ON COLUMN summary.quarter_indicator.year_before IS
'What the same quarter a year before said: the flow since 1 January, the level, or the ratio of two such';
COMMENT ON COLUMN summary.quarter_indicator.year_before_reporting IS
'Leagues whose return of that quarter has it; blank: none';

ALTER TABLE summary.annual_account ADD COLUMN money_reporting boolean NOT NULL DEFAULT FALSE;
ALTER TABLE summary.annual_account ALTER COLUMN money_reporting DROP DEFAULT;
COMMENT ON COLUMN summary.annual_account.money_reporting IS
'Whether its status and money are of the last quarter that had ended: the annual return has none';

ALTER TABLE summary.annual_project ADD COLUMN money_leagues_reporting integer NOT NULL DEFAULT 0;
ALTER TABLE summary.annual_project ALTER COLUMN money_leagues_reporting DROP DEFAULT;
COMMENT ON COLUMN summary.annual_project.money_leagues_reporting IS
'Leagues whose status and money are of the last quarter that had ended, of leagues_expected';

COMMENT ON TABLE summary.annual_waiver IS
'The waivers that the tables of a year rest on: of its own returns, and of the years before it, which targets add up';
COMMENT ON COLUMN summary.annual_waiver.year IS 'The year of the tables';
COMMENT ON COLUMN summary.annual_waiver.period IS 'Of which return: 2023Q1, or 2023 for the year';
