ALTER TABLE summary.annual_account RENAME COLUMN money_reporting TO progress_reporting;
ALTER TABLE summary.annual_account ADD COLUMN budget_reporting boolean NOT NULL DEFAULT FALSE;
ALTER TABLE summary.annual_account ADD COLUMN spent_reporting boolean NOT NULL DEFAULT FALSE;
ALTER TABLE summary.annual_account ALTER COLUMN budget_reporting DROP DEFAULT;
ALTER TABLE summary.annual_account ALTER COLUMN spent_reporting DROP DEFAULT;
COMMENT ON COLUMN summary.annual_account.progress_reporting IS
'Whether its row of progress is of the last quarter that had ended: the annual return has none';
COMMENT ON COLUMN summary.annual_account.budget_reporting IS 'Whether that row gives a budget';
COMMENT ON COLUMN summary.annual_account.spent_reporting IS 'Whether that row gives a spend';

ALTER TABLE summary.annual_project DROP COLUMN money_leagues_reporting;
ALTER TABLE summary.annual_project ADD COLUMN budget_leagues integer NOT NULL DEFAULT 0;
ALTER TABLE summary.annual_project ADD COLUMN spent_leagues integer NOT NULL DEFAULT 0;
ALTER TABLE summary.annual_project ADD COLUMN budget_missing_leagues text;
ALTER TABLE summary.annual_project ADD COLUMN spent_missing_leagues text;
ALTER TABLE summary.annual_project ADD COLUMN execution numeric;
ALTER TABLE summary.annual_project ADD COLUMN execution_leagues integer NOT NULL DEFAULT 0;
ALTER TABLE summary.annual_project ALTER COLUMN budget_leagues DROP DEFAULT;
ALTER TABLE summary.annual_project ALTER COLUMN spent_leagues DROP DEFAULT;
ALTER TABLE summary.annual_project ALTER COLUMN execution_leagues DROP DEFAULT;
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

ALTER TABLE summary.quarter_project ADD COLUMN budget_leagues integer NOT NULL DEFAULT 0;
ALTER TABLE summary.quarter_project ADD COLUMN spent_leagues integer NOT NULL DEFAULT 0;
ALTER TABLE summary.quarter_project ADD COLUMN budget_missing_leagues text;
ALTER TABLE summary.quarter_project ADD COLUMN spent_missing_leagues text;
ALTER TABLE summary.quarter_project ADD COLUMN execution numeric;
ALTER TABLE summary.quarter_project ADD COLUMN execution_leagues integer NOT NULL DEFAULT 0;
ALTER TABLE summary.quarter_project ALTER COLUMN budget_leagues DROP DEFAULT;
ALTER TABLE summary.quarter_project ALTER COLUMN spent_leagues DROP DEFAULT;
ALTER TABLE summary.quarter_project ALTER COLUMN execution_leagues DROP DEFAULT;
COMMENT ON COLUMN summary.quarter_project.budget_leagues IS 'Leagues that give a budget, of leagues_expected';
COMMENT ON COLUMN summary.quarter_project.spent_leagues IS 'Leagues that give a spend, of leagues_expected';
COMMENT ON COLUMN summary.quarter_project.budget_missing_leagues IS
'Names of the leagues that give no budget, joined by 、';
COMMENT ON COLUMN summary.quarter_project.spent_missing_leagues IS
'Names of the leagues that give no spend, joined by 、';
COMMENT ON COLUMN summary.quarter_project.execution IS
'Spent over budget of the leagues that give both (1 is the whole), rounded down; blank: none does, or the budgets are 0';
COMMENT ON COLUMN summary.quarter_project.execution_leagues IS 'Leagues that give both, of leagues_expected';
