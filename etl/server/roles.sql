-- The roles and databases of a new cluster. A statement a line: PostgreSQL's single-user mode reads no others.
ALTER ROLE postgres PASSWORD :'postgres';
CREATE ROLE loader LOGIN PASSWORD :'loader';
CREATE ROLE airflow LOGIN PASSWORD :'airflow';
CREATE ROLE analyst LOGIN;
-- So that the loader can step down to it.
GRANT analyst TO loader;
CREATE DATABASE jibao OWNER loader;
CREATE DATABASE airflow OWNER airflow;
ALTER DATABASE jibao SET timezone = 'Asia/Shanghai';
REVOKE ALL ON DATABASE jibao, airflow, postgres FROM PUBLIC;
GRANT CONNECT ON DATABASE jibao TO analyst;
