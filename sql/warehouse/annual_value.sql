CREATE FUNCTION warehouse.annual_value_as_of(
    moment timestamptz,
    first_year integer DEFAULT 0,
    last_year integer DEFAULT 9999,
    leagues text[] DEFAULT NULL
)
RETURNS TABLE (
    league_code text,
    year integer,
    indicator_code text,
    value numeric,
    provisional boolean,
    source text,
    as_of_period text,
    submission_id bigint,
    known_from timestamptz,
    quarter integer
)
LANGUAGE sql STABLE
AS $$
-- What an annual return says is not sorted among the quarters that stand for it until it is there. Of which
-- years and leagues is said wherever figures are read, or all would be.
SELECT
    league_code, year, indicator_code, value, false, 'annual', CAST(year AS text), submission_id, known_from, 4
FROM warehouse.annual_return_value_as_of(moment)
WHERE year BETWEEN first_year AND last_year AND (league_code = ANY(leagues) OR leagues IS NULL)
UNION ALL
SELECT
    league_code, year, indicator_code, value, true, 'quarterly', period, submission_id, known_from, quarter
FROM (
    SELECT DISTINCT ON (quarterly.league_code, quarterly.year, quarterly.indicator_code)
        quarterly.*,
        CASE indicator.measure WHEN 'flow' THEN quarterly.year_to_date ELSE quarterly.figure END AS value
    FROM warehouse.indicator_value_as_of(moment) AS quarterly
    INNER JOIN reference.indicator AS indicator ON quarterly.indicator_code = indicator.indicator_code
    WHERE
        quarterly.year BETWEEN first_year AND last_year
        AND (quarterly.league_code = ANY(leagues) OR leagues IS NULL)
        AND CASE indicator.measure WHEN 'flow' THEN quarterly.year_to_date ELSE quarterly.figure END IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM warehouse.annual_return_value_as_of(moment) AS annual
            WHERE
                annual.year BETWEEN first_year AND last_year
                AND (annual.league_code = ANY(leagues) OR leagues IS NULL)
                AND quarterly.league_code = annual.league_code
                AND quarterly.year = annual.year
                AND quarterly.indicator_code = annual.indicator_code
        )
    ORDER BY quarterly.league_code, quarterly.year, quarterly.indicator_code, quarterly.quarter DESC
) AS latest
$$;

CREATE VIEW warehouse.annual_value AS
SELECT
    league_code,
    year,
    indicator_code,
    cast(value AS numeric(28, 9)) AS value,
    provisional,
    source,
    as_of_period,
    submission_id,
    known_from,
    quarter
FROM warehouse.annual_value_as_of('infinity');

COMMENT ON VIEW warehouse.annual_value IS
'The year''s figures: the annual return''s where it has one, else the latest quarter''s (provisional)';
COMMENT ON FUNCTION warehouse.annual_value_as_of IS 'warehouse.annual_value as it was known at the moment';
COMMENT ON COLUMN warehouse.annual_value.league_code IS 'The league';
COMMENT ON COLUMN warehouse.annual_value.year IS 'The year';
COMMENT ON COLUMN warehouse.annual_value.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.annual_value.value IS
'A flow since 1 January, or the latest level; in the plan''s unit';
COMMENT ON COLUMN warehouse.annual_value.provisional IS 'Whether a quarter stands for the annual return';
COMMENT ON COLUMN warehouse.annual_value.source IS 'annual or quarterly: the return that says so';
COMMENT ON COLUMN warehouse.annual_value.as_of_period IS 'The period of that return: 2023, or 2023Q4';
COMMENT ON COLUMN warehouse.annual_value.submission_id IS 'The submission that says so';
COMMENT ON COLUMN warehouse.annual_value.known_from IS 'From this moment on it was in force';
COMMENT ON COLUMN warehouse.annual_value.quarter IS
'At whose end it stands: 4, the whole year, by the annual return or the fourth quarter';
