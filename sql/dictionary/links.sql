-- What leads to what: a table by its foreign keys, a view by the tables and views that it reads.
WITH named AS (
    SELECT class.oid
    FROM pg_class AS class
    INNER JOIN pg_namespace AS space ON class.relnamespace = space.oid
    WHERE space.nspname = any(:schemas)
),

linked AS (
    SELECT
        link.conrelid AS source,
        link.confrelid AS target
    FROM pg_constraint AS link
    WHERE link.contype = 'f'
    UNION
    SELECT
        reading.ev_class AS source,
        used.refobjid AS target
    FROM pg_rewrite AS reading
    INNER JOIN pg_depend AS used ON reading.oid = used.objid AND used.classid = 'pg_rewrite'::regclass
    WHERE used.refclassid = 'pg_class'::regclass AND reading.ev_class <> used.refobjid
)

SELECT
    linked.source::regclass::text AS source,
    linked.target::regclass::text AS target
FROM linked
WHERE linked.source IN (SELECT named.oid FROM named) AND linked.target IN (SELECT named.oid FROM named)
ORDER BY linked.source::regclass::text, linked.target::regclass::text;
