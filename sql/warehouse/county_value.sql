CREATE VIEW warehouse.county_value_history AS
SELECT
    version.league_code,
    reported.subject_code AS county_code,
    version.period,
    reported.indicator_code,
    cast(reported."values" ->> 'figure' AS numeric(28, 9)) AS figure,
    cast(reported."values" ->> 'year_to_date' AS numeric(28, 9)) AS year_to_date,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    coalesce(reported.cells ->> 'figure', reported.cells ->> 'year_to_date') AS cell,
    reported.cells ->> 'year_to_date' AS year_to_date_cell,
    version.year,
    version.quarter,
    reported."values" ->> 'remark' AS remark,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_row AS reported ON version.part_id = reported.part_id
WHERE version.feeds = 'counties' AND reported."values" ?| ARRAY['figure', 'year_to_date'];

CREATE VIEW warehouse.county_value AS
SELECT * FROM warehouse.county_value_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.county_value_as_of(moment timestamptz) RETURNS SETOF warehouse.county_value
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.county_value_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.county_value_history IS
'Figures by county of every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.county_value IS
'Figures by county in force: a row a county, period and indicator reported';
COMMENT ON FUNCTION warehouse.county_value_as_of IS 'warehouse.county_value as it was known at the moment';
COMMENT ON COLUMN warehouse.county_value_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.county_value_history.county_code IS 'The county';
COMMENT ON COLUMN warehouse.county_value_history.period IS 'The quarter, such as 2024Q1';
COMMENT ON COLUMN warehouse.county_value_history.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.county_value_history.figure IS
'A flow in the period, or a level at its end; in the plan''s unit';
COMMENT ON COLUMN warehouse.county_value_history.year_to_date IS 'A flow since 1 January; blank for a level';
COMMENT ON COLUMN warehouse.county_value_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.county_value_history.known_from IS 'From this moment on it was the figure in force';
COMMENT ON COLUMN warehouse.county_value_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.county_value_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.county_value_history.cell IS 'The figure''s cell';
COMMENT ON COLUMN warehouse.county_value_history.year_to_date_cell IS 'The cell of year_to_date';
COMMENT ON COLUMN warehouse.county_value_history.year IS 'Year of the period';
COMMENT ON COLUMN warehouse.county_value_history.quarter IS 'Quarter of the period, 1 to 4';
COMMENT ON COLUMN warehouse.county_value_history.remark IS 'The league''s remark on the county';
COMMENT ON COLUMN warehouse.county_value_history.known_until IS
'Until just before this moment; blank: it is in force';
