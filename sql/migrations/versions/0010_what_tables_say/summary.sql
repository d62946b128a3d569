ALTER TABLE summary.annual_indicator ADD COLUMN period text;
ALTER TABLE summary.annual_indicator ADD COLUMN no_value_zh text;
COMMENT ON TABLE summary.annual_indicator IS
'Indicators of a year: a row a league that has a figure, or a term of a ratio, and one for the region';
COMMENT ON COLUMN summary.annual_indicator.value IS
'The year''s flow, the latest level, or the ratio of two terms of one period; the region''s sums what is there (of a
ratio: of the leagues that have both terms of one period)';
COMMENT ON COLUMN summary.annual_indicator.period IS
'What the value is of: 2023, the whole year (by the annual return or the fourth quarter); 2023Q3, the first three
quarters; of the region the latest of its leagues'', and stale_leagues are older; blank: there is no value';
COMMENT ON COLUMN summary.annual_indicator.previous_year IS
'The same of the year before, only where both are of whole years, the region''s of each league in it: nine months
are not held against twelve; the same quarter a year before is summary.quarter_indicator.year_before';
COMMENT ON COLUMN summary.annual_indicator.previous_leagues_reporting IS
'leagues_reporting of the year before; blank where that is not held beside';
COMMENT ON COLUMN summary.annual_indicator.previous_leagues_expected IS
'leagues_expected of the year before; blank where that is not held beside';
COMMENT ON COLUMN summary.annual_indicator.leagues_reporting IS
'Leagues whose annual return or last quarter has it (a ratio: both terms of one period); 0 in a league''s row: it is
older, or a ratio that has no value';
COMMENT ON COLUMN summary.annual_indicator.no_value_zh IS
'Why a ratio has no value, Chinese: 分母为0, 缺分子, 缺分母, 分子、分母不同期, of the region 无盟市分子、分母同期俱全';

ALTER TABLE summary.quarter_indicator ADD COLUMN no_value_zh text;
COMMENT ON TABLE summary.quarter_indicator IS
'Indicators of a quarter: a row a league that reported one, or a term of a ratio, and one for the region';
COMMENT ON COLUMN summary.quarter_indicator.leagues_reporting IS
'Leagues whose return of the quarter has it (a ratio: both terms); 0 in a league''s row: a ratio that lacks a term';
COMMENT ON COLUMN summary.quarter_indicator.no_value_zh IS
'Why a ratio has no figure, Chinese: 分母为0, 缺分子, 缺分母, of the region 无盟市分子、分母俱全';

ALTER TABLE summary.action_target ALTER COLUMN years_met DROP NOT NULL;
COMMENT ON COLUMN summary.action_target.years_met IS
'Years in which it stood met, of each_year and stock; blank: no year of it can be met by itself';

COMMENT ON COLUMN summary.annual_reporting.versions IS
'Versions of its returns, added up: of each the different files accepted, withdrawn ones too, of the part that has most';
COMMENT ON COLUMN summary.annual_reporting.errors IS
'Errors found in all its submissions, but those that an operator had judged again';
COMMENT ON COLUMN summary.annual_return.versions IS
'Different files accepted, withdrawn ones too, of the part of it that has most';
COMMENT ON COLUMN summary.annual_return.errors IS
'Errors found in all its submissions, but those that an operator had judged again';
COMMENT ON COLUMN summary.quarter_return.versions IS
'Different files accepted, withdrawn ones too, of the part of it that has most';
COMMENT ON COLUMN summary.quarter_return.errors IS
'Errors found in all its submissions, but those that an operator had judged again';
