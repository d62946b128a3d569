-- What is written here is never taken out of the registry's tables again; targets and waivers may be.
INSERT INTO reference.area (league_code, name_zh, name_en, is_region, in_region_sum)
SELECT
    league_code,
    name_zh,
    name_en,
    FALSE AS is_region,
    in_region_sum
FROM reference.league
UNION ALL
SELECT
    '150000' AS league_code,
    '全区' AS name_zh,
    'Whole region' AS name_en,
    TRUE AS is_region,
    FALSE AS in_region_sum;

ALTER TABLE reference.opening_balance ADD FOREIGN KEY (league_code) REFERENCES reference.area;

DO $$
DECLARE
    told record;
BEGIN
    FOR told IN
        SELECT
            cell.table_name,
            cell.column_name,
            leads.target
        FROM information_schema.columns AS cell
        INNER JOIN (VALUES
            ('league_code', 'area'), ('project_no', 'project'), ('indicator_code', 'indicator'),
            ('county_code', 'county'), ('period', 'period'), ('month', 'period'), ('return_period', 'period')
        ) AS leads (column_name, target) ON cell.column_name = leads.column_name
        WHERE
            cell.table_schema = 'summary'
            -- A finding names the number that a league wrote, whether or not there is such a project.
            AND NOT (
                cell.column_name = 'project_no' AND cell.table_name IN ('annual_finding', 'annual_waiver')
            )
    LOOP
        EXECUTE concat(
            'ALTER TABLE summary.', told.table_name,
            ' ADD FOREIGN KEY (', told.column_name, ') REFERENCES reference.', told.target
        );
    END LOOP;
END
$$;
