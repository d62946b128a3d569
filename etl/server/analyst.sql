-- How the analyst logs in, and with what. A role may change its own password and defaults, and PostgreSQL has no right for that which could be taken away: each start of the server sets them anew. A statement a line.
ALTER ROLE analyst PASSWORD :'analyst' CONNECTION LIMIT 20;
ALTER ROLE analyst RESET ALL;
ALTER ROLE analyst IN DATABASE jibao RESET ALL;
ALTER ROLE analyst SET default_transaction_read_only = on;
ALTER ROLE analyst SET timezone = 'Asia/Shanghai';
