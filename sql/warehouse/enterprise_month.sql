CREATE VIEW warehouse.enterprise_month_history AS
SELECT
    version.league_code,
    version.period AS month,
    reported.subject_code AS uscc,
    reported."values" ->> 'enterprise_name' AS name_zh,
    reported."values" ->> 'county_code' AS county_code,
    reported."values" ->> 'industry' AS industry,
    cast(reported."values" ->> 'employees' AS numeric(28, 0)) AS employees,
    cast(reported."values" ->> 'vacancies' AS numeric(28, 0)) AS vacancies,
    cast(reported."values" ->> 'hired' AS numeric(28, 0)) AS hired,
    cast(reported."values" ->> 'next_month_demand' AS numeric(28, 0)) AS next_month_demand,
    cast(reported."values" ->> 'solved' AS numeric(28, 0)) AS solved,
    reported."values" ->> 'channel' AS channel,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    coalesce(reported.cells ->> 'employees', reported.cells ->> 'uscc') AS cell,
    version.year,
    reported."values" ->> 'remark' AS remark,
    reported.cells,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_row AS reported ON version.part_id = reported.part_id
WHERE version.feeds = 'enterprises';

CREATE VIEW warehouse.enterprise_month AS
SELECT * FROM warehouse.enterprise_month_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.enterprise_month_as_of(moment timestamptz) RETURNS SETOF warehouse.enterprise_month
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.enterprise_month_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.enterprise_month_history IS
'What was said of each key enterprise in every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.enterprise_month IS
'Key enterprises, as in force: a row an enterprise and month reported';
COMMENT ON FUNCTION warehouse.enterprise_month_as_of IS
'warehouse.enterprise_month as it was known at the moment';
COMMENT ON COLUMN warehouse.enterprise_month_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.enterprise_month_history.month IS 'The month, such as 2024M03';
COMMENT ON COLUMN warehouse.enterprise_month_history.uscc IS 'Unified social credit code, 18 characters';
COMMENT ON COLUMN warehouse.enterprise_month_history.name_zh IS 'Its name in that month';
COMMENT ON COLUMN warehouse.enterprise_month_history.county_code IS 'The county that it lies in';
COMMENT ON COLUMN warehouse.enterprise_month_history.industry IS
'Section of GB/T 4754 by its Chinese name, or what the league wrote';
COMMENT ON COLUMN warehouse.enterprise_month_history.employees IS 'People employed at the month''s end';
COMMENT ON COLUMN warehouse.enterprise_month_history.vacancies IS 'Vacancies at the month''s end';
COMMENT ON COLUMN warehouse.enterprise_month_history.hired IS 'People hired in the month';
COMMENT ON COLUMN warehouse.enterprise_month_history.next_month_demand IS 'People wanted next month';
COMMENT ON COLUMN warehouse.enterprise_month_history.solved IS 'Of those hired, found by the bureau''s help';
COMMENT ON COLUMN warehouse.enterprise_month_history.channel IS 'How they were found';
COMMENT ON COLUMN warehouse.enterprise_month_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.enterprise_month_history.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.enterprise_month_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.enterprise_month_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.enterprise_month_history.cell IS 'The cell of employees';
COMMENT ON COLUMN warehouse.enterprise_month_history.year IS 'Year of the month';
COMMENT ON COLUMN warehouse.enterprise_month_history.remark IS 'The league''s remark';
COMMENT ON COLUMN warehouse.enterprise_month_history.cells IS 'The cell of each field';
COMMENT ON COLUMN warehouse.enterprise_month_history.known_until IS
'Until just before this moment; blank: it is in force';
