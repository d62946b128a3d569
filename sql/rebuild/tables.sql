-- The tables and views of some schemas, by name; whether each is to be asked as of a moment (those
-- that change with the clock: what says itself until when it held does not), and whether it says when it
-- was built.
SELECT
    quote_ident(namespace.nspname) || '.' || quote_ident(relation.relname) AS name,
    coalesce(asked.pronargs - asked.pronargdefaults = 1 AND attribute.attname IS NULL, FALSE) AS is_dated,
    stamp.attnum IS NOT NULL AS is_built
FROM pg_class AS relation
INNER JOIN pg_namespace AS namespace ON relation.relnamespace = namespace.oid
LEFT JOIN pg_proc AS asked
    ON namespace.oid = asked.pronamespace AND asked.proname = relation.relname || '_as_of'
LEFT JOIN pg_attribute AS attribute ON relation.oid = attribute.attrelid AND attribute.attname = 'known_until'
LEFT JOIN pg_attribute AS stamp
    ON relation.oid = stamp.attrelid AND stamp.attname = 'built_at' AND NOT stamp.attisdropped
WHERE
    namespace.nspname = any(:schemas)
    AND relation.relkind IN ('r', 'v', 'm', 'p')
    -- What is kept from build to build says nothing that the other tables do not.
    AND relation.relname NOT IN ('kept_league', 'kept_figure')
ORDER BY namespace.nspname, relation.relname
