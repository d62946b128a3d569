CREATE FUNCTION warehouse.enterprise_as_of(moment timestamptz)
RETURNS TABLE (
    uscc text,
    name_zh text,
    league_code text,
    county_code text,
    industry text,
    first_month text,
    last_month text
)
LANGUAGE sql STABLE
AS $$
WITH reported AS (
    SELECT monthly.*, period.sequence
    FROM warehouse.enterprise_month_as_of(moment) AS monthly
    INNER JOIN reference.period ON monthly.month = period.period
)

SELECT DISTINCT ON (reported.uscc)
    reported.uscc,
    reported.name_zh,
    reported.league_code,
    reported.county_code,
    reported.industry,
    first_value(reported.month) OVER (PARTITION BY reported.uscc ORDER BY reported.sequence),
    reported.month
FROM reported
ORDER BY reported.uscc, reported.sequence DESC, reported.known_from DESC
$$;

CREATE VIEW warehouse.enterprise AS
SELECT * FROM warehouse.enterprise_as_of(now());

COMMENT ON VIEW warehouse.enterprise IS
'The register of key enterprises: one over all months by its code, as the latest month in force says';
COMMENT ON FUNCTION warehouse.enterprise_as_of IS 'warehouse.enterprise as it was known at the moment';
COMMENT ON COLUMN warehouse.enterprise.uscc IS 'Unified social credit code, 18 characters';
COMMENT ON COLUMN warehouse.enterprise.name_zh IS 'Its latest name';
COMMENT ON COLUMN warehouse.enterprise.league_code IS 'The league that last reported it';
COMMENT ON COLUMN warehouse.enterprise.county_code IS 'The county that it lay in last';
COMMENT ON COLUMN warehouse.enterprise.industry IS 'Its latest industry';
COMMENT ON COLUMN warehouse.enterprise.first_month IS 'The first month that has it';
COMMENT ON COLUMN warehouse.enterprise.last_month IS 'The last month that has it';
