CREATE FUNCTION warehouse.region_code() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT '150000'
$$;
COMMENT ON FUNCTION warehouse.region_code IS
'The code under which the region''s figures stand among the leagues'' in warehouse and summary';
