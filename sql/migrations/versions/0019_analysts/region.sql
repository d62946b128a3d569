-- Tables that have the region's row beside those of its leagues say which it is.
DO $$
DECLARE
    told text;
BEGIN
    FOREACH told IN ARRAY ARRAY[
        'annual_indicator', 'annual_target', 'action_target', 'annual_enterprise',
        'quarter_indicator', 'quarter_target', 'month_enterprise'
    ]
    LOOP
        EXECUTE concat(
            'ALTER TABLE summary.', told, ' ADD COLUMN is_region boolean NOT NULL',
            ' GENERATED ALWAYS AS (league_code = ''150000'') STORED'
        );
        EXECUTE concat(
            'COMMENT ON COLUMN summary.', told, '.is_region IS ',
            quote_literal('Whether the row is the region''s, which holds its leagues: sum one or the other')
        );
    END LOOP;
END
$$;
