-- A column that several views have is told once: here, and only where a view does not tell it itself.
DO $$
DECLARE
    silent record;
BEGIN
    FOR silent IN
        SELECT
            class.relname,
            attribute.attname,
            shared.words
        FROM pg_class AS class
        INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid AND attribute.attnum > 0
        INNER JOIN (VALUES
            ('year', 'The year'),
            ('quarter', 'The quarter, 1 to 4'),
            ('month', 'The month, 1 to 12'),
            ('period', 'The period, such as 2023Q1, 2024M03, or 2023 for the year'),
            ('starts_on', 'First day of the period'),
            ('ends_on', 'Last day of the period'),
            ('league_code', 'The league; 150000 is the region'),
            ('league_name_zh', 'The league''s name, Chinese; 全区 is the region'),
            ('league_name_en', 'The league''s name, English'),
            ('is_region', 'Whether the row is the region''s, which holds its leagues'),
            ('county_code', 'The county'),
            ('county_name_zh', 'The county''s name'),
            ('uscc', 'Unified social credit code, 18 characters'),
            ('department_zh', 'The department, as the plan has it'),
            ('department_en', 'The department''s name, English'),
            ('project_no', 'The project; 0 is the headline goal'),
            ('project_name_zh', 'The project''s name, Chinese'),
            ('project_name_en', 'The project''s name, English'),
            ('indicator_code', 'The indicator'),
            ('indicator_name_zh', 'The indicator''s name, Chinese'),
            ('indicator_name_en', 'The indicator''s name, English'),
            ('unit_zh', 'The indicator''s unit, Chinese'),
            ('unit_en', 'The indicator''s unit, English'),
            ('measure', 'flow (what happened), stock (a level) or ratio (x 100)'),
            ('is_headline', 'Whether it is the project''s headline indicator'),
            ('value', 'The year''s flow, the latest level, or the ratio, in the indicator''s unit'),
            ('provisional', 'Whether a quarter stands for an annual return in it'),
            ('is_complete', 'Whether every league that should report is in it'),
            ('leagues_reporting', 'Leagues that report it, of leagues_expected'),
            ('leagues_expected', 'Leagues that should; in a league''s row 1'),
            ('missing_leagues', 'Names of the leagues that do not report, joined by 、'),
            ('no_value_zh', 'Why a ratio has no value, Chinese'),
            ('as_of', 'What was known at this moment is in it'),
            ('target_id', 'The target'),
            ('basis', 'each_year, cumulative, stock or stock_by'),
            ('from_year', 'First year that counts'),
            ('by_year', 'Year by whose end it is to be reached'),
            ('goal', 'The goal; the lower end of a span'),
            ('actual', 'What is there: the year''s flow, the flows since the first year that counts, or the latest level'),
            ('line', 'What the straight line asks for at the end of the last quarter; a level is asked for whole'),
            ('ahead', 'actual less line; below 0: behind the pace'),
            ('reached_percent', 'actual over goal, percent, rounded down'),
            ('standing', 'met, on_track, unknown, not_met or behind'),
            ('missing', 'Exactly what it lacks, such as 阿拉善盟2023年、2021年期初数'),
            ('wording_zh', 'The plan''s words'),
            ('return_kind', 'quarterly, annual or monthly'),
            ('part', 'The part of the return'),
            ('due_at', 'Nominal due moment, its whole second inclusive'),
            ('effective_due_at', 'Due moment by the due rule, its whole second inclusive'),
            ('arrived_at', 'When it became complete; blank: it is not'),
            ('accepted_at', 'When the last of its parts was first accepted; blank: it is not complete'),
            ('timeliness', 'on_time, late, missing, not_due or exempt'),
            ('versions', 'Different files accepted of the part of it that has most'),
            ('errors', 'Errors found in all its submissions'),
            ('warnings', 'Warnings of its versions in force that are neither explained nor resolved'),
            ('outstanding', 'Parts that are not in yet, joined by 、; blank: it is complete'),
            ('budget', 'Money budgeted for the year, 10,000 yuan'),
            ('spent', 'Money spent since 1 January, 10,000 yuan'),
            ('status', '未启动, 推进中 or 已完成'),
            ('progress', 'What was done'),
            ('problems', 'Problems'),
            ('advice', 'Opinions and suggestions'),
            ('measures', 'Measures taken'),
            ('practice', 'Good practice'),
            ('leader', 'Who answers for it'),
            ('person', 'Who does it'),
            ('until', 'Until when, as written'),
            ('problem', 'The problem'),
            ('suggestion', 'The suggestion'),
            ('row_no', 'Order of the row in its sheet, from 1'),
            ('employees', 'People employed at the month''s end'),
            ('vacancies', 'Vacancies at the month''s end'),
            ('hired', 'People hired in the month'),
            ('next_month_demand', 'People wanted next month'),
            ('solved', 'Of those hired, found by the bureau''s help'),
            ('finding_id', 'Number of the finding'),
            ('rule_id', 'The rule'),
            ('rule_name_zh', 'The rule''s name, Chinese'),
            ('rule_name_en', 'The rule''s name, English'),
            ('subject_code', 'The county or enterprise that its row is about'),
            ('subject_zh', 'Its name'),
            ('given', 'What was given'),
            ('expected', 'What was expected'),
            ('difference', 'Given less expected'),
            ('says_zh', 'What is wrong, Chinese'),
            ('to_do_zh', 'What to do, Chinese'),
            ('waiver_id', 'The waiver that made an error a warning'),
            ('found_at', 'When it was found'),
            ('submission_id', 'The submission that says so'),
            ('source_file', 'The file''s name as sent'),
            ('sheet', 'The sheet; blank in a text file'),
            ('cell', 'The cell'),
            ('known_from', 'From this moment on it was in force')
        ) AS shared (column_name, words) ON attribute.attname = shared.column_name
        WHERE
            class.relnamespace = 'analysis'::regnamespace
            AND class.relkind = 'v'
            AND col_description(class.oid, attribute.attnum) IS NULL
    LOOP
        EXECUTE concat(
            'COMMENT ON COLUMN analysis.', quote_ident(silent.relname), '.', quote_ident(silent.attname),
            ' IS ', quote_literal(silent.words)
        );
    END LOOP;
END
$$;
