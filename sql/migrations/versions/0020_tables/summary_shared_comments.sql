-- Said once. A column without words of its own has those of the year's table: quarter_return.due_at is
-- annual_return.due_at. The two moments of a build are alike in every table.
DO $$
DECLARE
    silent record;
BEGIN
    FOR silent IN
        SELECT
            class.relname,
            attribute.attname,
            col_description(twin.attrelid, twin.attnum) AS words
        FROM pg_class AS class
        INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid AND attribute.attnum > 0
        INNER JOIN pg_attribute AS twin
            ON
                attribute.attname = twin.attname
                AND twin.attrelid = CASE
                    WHEN twin.attname IN ('as_of', 'built_at') THEN 'summary.annual_project'::regclass
                    ELSE to_regclass('summary.' || regexp_replace(
                        regexp_replace(class.relname, '^(quarter|action|month)', 'annual'), '^earlier', 'suggestion'
                    ))
                END
        WHERE
            class.relnamespace = 'summary'::regnamespace
            AND class.relkind = 'r'
            AND col_description(attribute.attrelid, attribute.attnum) IS NULL
    LOOP
        EXECUTE concat(
            'COMMENT ON COLUMN summary.', silent.relname, '.', silent.attname, ' IS ', quote_literal(silent.words)
        );
    END LOOP;
END
$$;
