CREATE VIEW warehouse.annual_return_value_history AS
SELECT
    version.league_code,
    version.year,
    reported.indicator_code,
    cast(reported.figure AS numeric(28, 9)) AS value,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    reported.cells ->> 'figure' AS cell,
    reported.remark,
    version.known_until
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_figure AS reported ON version.part_id = reported.part_id
INNER JOIN reference.indicator AS indicator ON reported.indicator_code = indicator.indicator_code
WHERE
    version.feeds = 'year'
    AND indicator.measure <> 'ratio'
    AND reported.figure IS NOT NULL;

CREATE VIEW warehouse.annual_return_value AS
SELECT * FROM warehouse.annual_return_value_history
WHERE known_until IS NULL;

CREATE FUNCTION warehouse.annual_return_value_as_of(moment timestamptz)
RETURNS SETOF warehouse.annual_return_value
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.annual_return_value_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.annual_return_value_history IS
'Figures of the annual returns of every version that was ever in force, with the time in which it was';
COMMENT ON VIEW warehouse.annual_return_value IS
'Figures of the annual returns in force; warehouse.annual_value has also the quarters that stand for them';
COMMENT ON FUNCTION warehouse.annual_return_value_as_of IS
'warehouse.annual_return_value as it was known at the moment';
COMMENT ON COLUMN warehouse.annual_return_value_history.league_code IS 'The league';
COMMENT ON COLUMN warehouse.annual_return_value_history.year IS 'The year';
COMMENT ON COLUMN warehouse.annual_return_value_history.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.annual_return_value_history.value IS
'A flow in the year, or a level on 31 December; in the plan''s unit';
COMMENT ON COLUMN warehouse.annual_return_value_history.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.annual_return_value_history.known_from IS
'From this moment on it was the figure in force';
COMMENT ON COLUMN warehouse.annual_return_value_history.source_file IS 'The file''s name as sent';
COMMENT ON COLUMN warehouse.annual_return_value_history.sheet IS 'The sheet; blank in a text file';
COMMENT ON COLUMN warehouse.annual_return_value_history.cell IS 'The figure''s cell';
COMMENT ON COLUMN warehouse.annual_return_value_history.remark IS 'The league''s remark';
COMMENT ON COLUMN warehouse.annual_return_value_history.known_until IS
'Until just before this moment; blank: it is in force';
