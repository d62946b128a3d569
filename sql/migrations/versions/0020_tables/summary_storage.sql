-- A build writes its two moments into every row. Half of each page is left free, so that the new row stands
-- beside the old one and no index has to be told.
DO $$
DECLARE
    built record;
BEGIN
    FOR built IN
        SELECT class.relname
        FROM pg_class AS class
        INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid AND attribute.attname = 'built_at'
        WHERE class.relnamespace = 'summary'::regnamespace AND class.relkind = 'r'
    LOOP
        EXECUTE concat('ALTER TABLE summary.', built.relname, ' SET (fillfactor = 45)');
    END LOOP;
END
$$;
