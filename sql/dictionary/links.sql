-- What leads to what: a table by each of its foreign keys, a view by the tables and views that it reads.
WITH keyed AS (
    SELECT
        link.conrelid AS source,
        link.confrelid AS target,
        string_agg(attribute.attname, ', ' ORDER BY attribute.attnum) AS columns,
        bool_and(attribute.attnotnull) AS always
    FROM pg_constraint AS link
    INNER JOIN pg_attribute AS attribute
        ON link.conrelid = attribute.attrelid AND attribute.attnum = any(link.conkey)
    WHERE link.contype = 'f'
    GROUP BY link.oid, link.conrelid, link.confrelid
),

-- A row a column that a view names: of a table more than one.
read AS (
    SELECT DISTINCT
        reading.ev_class AS source,
        used.refobjid AS target
    FROM pg_rewrite AS reading
    INNER JOIN pg_depend AS used ON reading.oid = used.objid AND used.classid = 'pg_rewrite'::regclass
    WHERE used.refclassid = 'pg_class'::regclass AND reading.ev_class <> used.refobjid
),

linked AS (
    SELECT
        source,
        target,
        columns,
        always
    FROM keyed
    UNION ALL
    SELECT
        source,
        target,
        NULL AS columns,
        NULL AS always
    FROM read
)

SELECT
    space.nspname AS schema,
    linked.source::regclass::text AS source,
    linked.target::regclass::text AS target,
    linked.columns,
    linked.always
FROM linked
INNER JOIN pg_class AS class ON linked.source = class.oid
INNER JOIN pg_namespace AS space ON class.relnamespace = space.oid
WHERE space.nspname = any(:schemas)
ORDER BY linked.source::regclass::text, linked.target::regclass::text, linked.columns;
