-- The columns of these tables: type and scale, whether one may be blank, whether it is in the key, its
-- comment, and which table a foreign key of this column alone leads to.
SELECT
    class.relname AS table_name,
    attribute.attname AS name,
    format_type(attribute.atttypid, NULL) AS type,
    CASE WHEN attribute.atttypmod > 0 THEN (attribute.atttypmod - 4) & 65535 END AS scale,
    attribute.attnotnull AS required,
    attribute.attnum = any(key.indkey) AS in_key,
    (
        SELECT max(led.confrelid::regclass::text)
        FROM pg_constraint AS led
        WHERE led.contype = 'f' AND led.conrelid = class.oid AND led.conkey = ARRAY[attribute.attnum]
    ) AS leads_to,
    col_description(class.oid, attribute.attnum) AS description
FROM pg_class AS class
INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid
INNER JOIN pg_index AS key ON class.oid = key.indrelid AND key.indisprimary
WHERE
    class.relnamespace = to_regnamespace(:of_schema)
    AND class.relname = any(:tables)
    AND attribute.attnum > 0
    AND NOT attribute.attisdropped
ORDER BY class.relname, attribute.attnum
