-- The PostgreSQL image runs this on an empty volume, with psql.
\getenv secrets JIBAO_SECRETS
\set postgres `cat :'secrets'/database-postgres`
\set loader `cat :'secrets'/database-loader`
\set airflow `cat :'secrets'/database-airflow`
\set analyst `cat :'secrets'/database-analyst`
\connect template1
\ir roles/template.sql
\connect postgres
\ir roles/roles.sql
\ir roles/analyst.sql
\connect airflow
\ir roles/airflow.sql
