-- Every table, view and function with its comment; of a function its parameters and what it gives.
WITH listed AS (
    SELECT
        class.relnamespace AS space_id,
        CASE class.relkind WHEN 'r' THEN 'table' ELSE 'view' END AS kind,
        class.relname AS name,
        NULL AS parameters,
        NULL AS gives,
        obj_description(class.oid, 'pg_class') AS words
    FROM pg_class AS class
    WHERE class.relkind IN ('r', 'v')
    UNION ALL
    SELECT
        proc.pronamespace AS space_id,
        'function' AS kind,
        proc.proname AS name,
        pg_get_function_identity_arguments(proc.oid) AS parameters,
        pg_get_function_result(proc.oid) AS gives,
        obj_description(proc.oid, 'pg_proc') AS words
    FROM pg_proc AS proc
)

SELECT
    space.nspname AS schema,
    listed.kind,
    listed.name,
    listed.parameters,
    listed.gives,
    listed.words
FROM listed
INNER JOIN pg_namespace AS space ON listed.space_id = space.oid
WHERE space.nspname = any(:schemas)
ORDER BY space.nspname ASC, listed.kind DESC, listed.name ASC;
