-- What every new database has. A statement a line: PostgreSQL's single-user mode reads no others.
-- A large object can be made in a transaction that was set to write; nobody here needs one.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
