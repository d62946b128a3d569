-- The tables and views of some schemas, by name.
SELECT quote_ident(namespace.nspname) || '.' || quote_ident(relation.relname) AS name
FROM pg_class AS relation
INNER JOIN pg_namespace AS namespace ON relation.relnamespace = namespace.oid
WHERE namespace.nspname = any(:schemas) AND relation.relkind IN ('r', 'v', 'm', 'p')
ORDER BY namespace.nspname, relation.relname
