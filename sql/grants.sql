DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'analyst') THEN
        CREATE ROLE analyst NOLOGIN;
    END IF;
END
$$;
GRANT USAGE ON SCHEMA reference, warehouse, summary, analysis TO analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA reference, warehouse, summary, analysis TO analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA warehouse, analysis TO analyst;
-- Whoever may make temporary tables can fill the disk.
DO $$
BEGIN
    EXECUTE 'REVOKE TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' FROM PUBLIC';
END
$$;
