CREATE VIEW warehouse.indicator_value_history AS
SELECT
    version.league_code,
    version.period,
    reported.indicator_code,
    cast(reported.figure AS numeric(28, 9)) AS figure,
    cast(reported.year_to_date AS numeric(28, 9)) AS year_to_date,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    reported.cells ->> 'figure' AS cell,
    reported.cells ->> 'year_to_date' AS year_to_date_cell,
    version.year,
    version.quarter,
    reported.remark,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_figure AS reported ON version.part_id = reported.part_id
INNER JOIN reference.indicator AS indicator ON reported.indicator_code = indicator.indicator_code
WHERE
    version.feeds = 'figures'
    AND indicator.measure <> 'ratio'
    AND (reported.figure IS NOT NULL OR reported.year_to_date IS NOT NULL);

CREATE VIEW warehouse.indicator_value AS
SELECT * FROM warehouse.indicator_value_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.indicator_value_as_of(moment timestamptz) RETURNS SETOF warehouse.indicator_value
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.indicator_value_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.indicator_value_history IS
'Quarterly figures of every version that was ever in force, with the time in which it was (no ratios)';
COMMENT ON VIEW warehouse.indicator_value IS
'Quarterly figures in force: a row a league, quarter and indicator reported';
COMMENT ON FUNCTION warehouse.indicator_value_as_of IS
'warehouse.indicator_value as it was known at the moment';
COMMENT ON COLUMN warehouse.indicator_value_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.indicator_value_history.period IS 'The quarter, such as 2023Q1';
COMMENT ON COLUMN warehouse.indicator_value_history.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.indicator_value_history.figure IS
'A flow in the quarter, or a level at its end; in the plan''s unit';
COMMENT ON COLUMN warehouse.indicator_value_history.year_to_date IS
'A flow since 1 January; blank for a level';
COMMENT ON COLUMN warehouse.indicator_value_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.indicator_value_history.known_from IS
'From this moment on it was the figure in force';
COMMENT ON COLUMN warehouse.indicator_value_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.indicator_value_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.indicator_value_history.cell IS 'The figure''s cell';
COMMENT ON COLUMN warehouse.indicator_value_history.year_to_date_cell IS 'The cell of year_to_date';
COMMENT ON COLUMN warehouse.indicator_value_history.year IS 'Year of the period';
COMMENT ON COLUMN warehouse.indicator_value_history.quarter IS 'Quarter of the period, 1 to 4';
COMMENT ON COLUMN warehouse.indicator_value_history.remark IS 'The league''s remark';
COMMENT ON COLUMN warehouse.indicator_value_history.known_until IS
'Until just before this moment; blank: it is in force';
