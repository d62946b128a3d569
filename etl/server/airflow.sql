-- In Airflow's own database Airflow takes its turns by advisory locks. A statement a line.
DO $$ DECLARE called regprocedure; BEGIN FOR called IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_' LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO airflow', called); END LOOP; END $$;
