-- A view of what is in force has the columns of its history, and their comments: said once, shown on both.
DO $$
DECLARE
    commented record;
BEGIN
    FOR commented IN
        SELECT
            replace(relname, '_history', '') AS in_force,
            attname,
            col_description(attrelid, attnum) AS words
        FROM pg_attribute
        INNER JOIN pg_class ON attrelid = pg_class.oid
        WHERE relnamespace = 'warehouse'::regnamespace AND right(relname, 8) = '_history' AND attnum > 0
    LOOP
        EXECUTE concat(
            'COMMENT ON COLUMN warehouse.', quote_ident(commented.in_force), '.', quote_ident(commented.attname),
            ' IS ', quote_literal(commented.words)
        );
    END LOOP;
END
$$;
