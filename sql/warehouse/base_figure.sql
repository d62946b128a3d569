-- The registry's count from the beginning of their day on, those that were entered from their moment on.
CREATE VIEW warehouse.base_figure_history AS
WITH known AS (
    SELECT
        indicator_code,
        year,
        league_code,
        cast(value AS numeric(28, 9)) AS value,
        NULL AS provider_zh,
        source,
        cast(known_from AS timestamp) AT TIME ZONE 'Asia/Shanghai' AS known_from,
        NULL AS entered_by
    FROM reference.opening_balance
    UNION ALL
    SELECT
        indicator_code,
        year,
        warehouse.region_code() AS league_code,
        cast(value AS numeric(28, 9)) AS value,
        provider_zh,
        source,
        entered_at AS known_from,
        entered_by
    FROM intake.base_figure
)

SELECT
    known.*,
    lead(known.known_from) OVER (
        PARTITION BY known.indicator_code, known.year, known.league_code
        ORDER BY known.known_from, known.entered_by NULLS FIRST
    ) AS known_until
FROM known;

CREATE VIEW warehouse.base_figure AS
SELECT * FROM warehouse.base_figure_history
WHERE known_from <= now() AND (known_until > now() OR known_until IS NULL);

CREATE FUNCTION warehouse.base_figure_as_of(moment timestamptz) RETURNS SETOF warehouse.base_figure
LANGUAGE sql STABLE
AS $$
SELECT * FROM warehouse.base_figure_history
WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
$$;

COMMENT ON VIEW warehouse.base_figure_history IS
'What was reached in the years before the first return, as the departments gave it, with the time in which each counted';
COMMENT ON VIEW warehouse.base_figure IS
'What was reached in the years before the first return, for targets that count from there: the figures that count now';
COMMENT ON FUNCTION warehouse.base_figure_as_of IS 'warehouse.base_figure as it was known at the moment';
COMMENT ON COLUMN warehouse.base_figure_history.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.base_figure_history.year IS 'The calendar year of the flow';
COMMENT ON COLUMN warehouse.base_figure_history.league_code IS 'For whom: 150000 is the region';
COMMENT ON COLUMN warehouse.base_figure_history.value IS 'The flow of that year, in the indicator''s unit';
COMMENT ON COLUMN warehouse.base_figure_history.provider_zh IS
'The department that gave it; blank: it came with the registry';
COMMENT ON COLUMN warehouse.base_figure_history.source IS 'The document that it stands in';
COMMENT ON COLUMN warehouse.base_figure_history.known_from IS 'From this moment on it counted';
COMMENT ON COLUMN warehouse.base_figure_history.entered_by IS
'Who entered it; blank: it came with the registry';
COMMENT ON COLUMN warehouse.base_figure_history.known_until IS
'Until just before this moment; blank: it counts';
