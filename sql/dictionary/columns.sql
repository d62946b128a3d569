-- Every column of the tables and views in its order: type, whether it may be blank (of a table), comment, and
-- what its foreign keys lead to.
WITH led AS (
    SELECT
        link.conrelid AS class_id,
        each.attnum,
        array_agg(DISTINCT link.confrelid::regclass::text) AS leads_to
    FROM pg_constraint AS link
    CROSS JOIN LATERAL unnest(link.conkey) AS each (attnum)
    WHERE link.contype = 'f'
    GROUP BY link.conrelid, each.attnum
)

SELECT
    space.nspname AS schema,
    class.relname AS name,
    attribute.attname AS column_name,
    format_type(attribute.atttypid, attribute.atttypmod) AS type,
    CASE class.relkind WHEN 'r' THEN NOT attribute.attnotnull END AS nullable,
    coalesce(attribute.attnum = any(key.conkey), FALSE) AS is_key,
    col_description(class.oid, attribute.attnum) AS words,
    coalesce(led.leads_to, '{}') AS leads_to
FROM pg_class AS class
INNER JOIN pg_namespace AS space ON class.relnamespace = space.oid
INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid
LEFT JOIN pg_constraint AS key ON class.oid = key.conrelid AND key.contype = 'p'
LEFT JOIN led ON class.oid = led.class_id AND attribute.attnum = led.attnum
WHERE
    space.nspname = any(:schemas)
    AND class.relkind IN ('r', 'v')
    AND attribute.attnum > 0
    AND NOT attribute.attisdropped
ORDER BY space.nspname, class.relname, attribute.attnum;
