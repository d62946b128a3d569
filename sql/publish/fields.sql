-- The columns of these summary tables: type, whether one may be blank, whether it is in the key, its comment.
SELECT
    class.relname AS table_name,
    attribute.attname AS name,
    format_type(attribute.atttypid, NULL) AS type,
    attribute.attnotnull AS required,
    attribute.attnum = any(key.indkey) AS in_key,
    col_description(class.oid, attribute.attnum) AS description
FROM pg_class AS class
INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid
INNER JOIN pg_index AS key ON class.oid = key.indrelid AND key.indisprimary
WHERE
    class.relnamespace = cast('summary' AS regnamespace)
    AND class.relname = any(:tables)
    AND attribute.attnum > 0
    AND NOT attribute.attisdropped
ORDER BY class.relname, attribute.attnum
