-- The tables and views of some schemas, by name, and whether each can be asked as of a moment.
SELECT
    quote_ident(namespace.nspname) || '.' || quote_ident(relation.relname) AS name,
    coalesce(asked.pronargs = 1, FALSE) AS is_dated
FROM pg_class AS relation
INNER JOIN pg_namespace AS namespace ON relation.relnamespace = namespace.oid
LEFT JOIN pg_proc AS asked
    ON namespace.oid = asked.pronamespace AND asked.proname = relation.relname || '_as_of'
WHERE namespace.nspname = any(:schemas) AND relation.relkind IN ('r', 'v', 'm', 'p')
ORDER BY namespace.nspname, relation.relname
