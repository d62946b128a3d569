-- The PostgreSQL image runs this on an empty volume, with psql.
\getenv postgres POSTGRES_PASSWORD
\getenv loader JIBAO_LOADER_PASSWORD
\getenv airflow JIBAO_AIRFLOW_DATABASE_PASSWORD
\getenv analyst JIBAO_ANALYST_PASSWORD
\connect template1
\ir roles/template.sql
\connect postgres
\ir roles/roles.sql
\ir roles/analyst.sql
\connect airflow
\ir roles/airflow.sql
