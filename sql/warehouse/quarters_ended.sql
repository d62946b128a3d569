CREATE FUNCTION warehouse.quarters_ended(of_year integer, moment timestamptz) RETURNS integer
LANGUAGE sql STABLE
AS $$
SELECT CAST(count(*) AS integer)
FROM generate_series(1, 4) AS quarter
WHERE make_date(of_year, 3 * quarter, 1) + interval '1 month' <= moment AT TIME ZONE 'Asia/Shanghai'
$$;
COMMENT ON FUNCTION warehouse.quarters_ended IS
'How many quarters of the year had ended at the moment, by the region''s clock; 4: the year is over';
