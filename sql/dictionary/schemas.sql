-- What each schema holds, as its comment says.
SELECT
    nspname AS schema,
    obj_description(oid, 'pg_namespace') AS words
FROM pg_namespace
WHERE nspname = any(:schemas);
