-- Of a numeric without a scale DuckDB makes a floating-point number, ODBC one of six decimals. 28 digits are
-- the most that .NET takes. Indicators have nine decimals at most by the registry, money has six, people are
-- counted whole, and a league's own rate is a quotient.
DO $$
DECLARE
    told record;
BEGIN
    FOR told IN
        SELECT
            cell.table_schema,
            cell.table_name,
            cell.column_name,
            coalesce(known.scale, 9) AS scale
        FROM information_schema.columns AS cell
        INNER JOIN pg_tables AS made ON cell.table_schema = made.schemaname AND cell.table_name = made.tablename
        LEFT JOIN (VALUES
            ('budget', 6), ('spent', 6), ('execution', 6), ('share_reached', 6), ('median_days_early', 1),
            ('rate', 12), ('enterprises', 0), ('employees', 0), ('vacancies', 0), ('vacancies_before', 0),
            ('hired', 0), ('hired_before', 0), ('next_month_demand', 0), ('solved', 0), ('solved_before', 0),
            ('posts', 0), ('intents', 0)
        ) AS known (column_name, scale) ON cell.column_name = known.column_name
        WHERE
            cell.table_schema IN ('reference', 'summary')
            AND cell.data_type = 'numeric'
            AND cell.numeric_precision IS NULL
    LOOP
        EXECUTE concat(
            'ALTER TABLE ', told.table_schema, '.', told.table_name,
            ' ALTER COLUMN ', told.column_name, ' TYPE numeric(28, ', told.scale, ')'
        );
    END LOOP;
END
$$;
