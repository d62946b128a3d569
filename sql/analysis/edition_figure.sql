CREATE VIEW analysis.edition_figure AS
WITH line AS (
    SELECT
        kept.period,
        kept.edition_no,
        kept.table_name,
        item_of.content
    FROM intake.edition_content AS kept
    CROSS JOIN LATERAL jsonb_array_elements(kept.content) AS item_of (content)
    WHERE
        kept.table_name IN (
            'annual_indicator', 'annual_target', 'annual_project', 'annual_account',
            'quarter_indicator', 'quarter_target', 'quarter_project'
        )
),

stated AS (
    SELECT
        line.period,
        line.edition_no,
        line.table_name,
        coalesce(line.content ->> 'league_code', warehouse.region_code()) AS league_code,
        cast(line.content ->> 'project_no' AS integer) AS project_no,
        line.content ->> 'indicator_code' AS indicator_code,
        line.content ->> 'target_id' AS target_id,
        item.item,
        cast(line.content ->> item.item AS numeric(28, 12)) AS value
    FROM line
    CROSS JOIN LATERAL unnest(
        CASE
            WHEN line.table_name = 'annual_indicator' THEN ARRAY['value']
            WHEN line.table_name = 'quarter_indicator' THEN ARRAY['figure', 'year_to_date']
            WHEN line.table_name IN ('annual_target', 'quarter_target') THEN ARRAY['actual']
            WHEN
                line.table_name = 'annual_account'
                THEN ARRAY['budget', 'spent', 'target', 'completed', 'rate']
            ELSE ARRAY['budget', 'spent']
        END
    ) AS item (item)
),

known AS (
    SELECT
        period,
        table_name,
        league_code,
        project_no,
        indicator_code,
        target_id,
        item,
        jsonb_object_agg(edition_no, value) AS by_edition
    FROM stated
    GROUP BY period, table_name, league_code, project_no, indicator_code, target_id, item
),

-- Every edition has a row of whatever any edition of its period says, so that what is gone shows too.
figure AS (
    SELECT
        known.*,
        edition.edition_no,
        edition.published_at,
        edition.as_of,
        cast(known.by_edition ->> cast(edition.edition_no AS text) AS numeric(28, 12)) AS value
    FROM known
    INNER JOIN summary.edition AS edition ON known.period = edition.period
),

beside AS (
    SELECT
        figure.*,
        lag(figure.edition_no) OVER of_figure AS edition_before,
        cast(lag(figure.value) OVER of_figure AS numeric(28, 12)) AS value_before
    FROM figure
    WINDOW of_figure AS (
        PARTITION BY
            figure.period, figure.table_name, figure.league_code, figure.project_no, figure.indicator_code,
            figure.target_id, figure.item
        ORDER BY figure.edition_no
    )
)

SELECT
    beside.period,
    beside.edition_no,
    beside.published_at,
    beside.as_of,
    beside.table_name,
    beside.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    area.is_region,
    beside.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    beside.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    beside.target_id,
    beside.item,
    beside.value,
    beside.edition_before,
    beside.value_before,
    cast(beside.value - beside.value_before AS numeric(28, 12)) AS change,
    CASE
        WHEN beside.edition_before IS NULL THEN FALSE
        ELSE
            coalesce(
                beside.value <> beside.value_before, (beside.value IS NULL) <> (beside.value_before IS NULL)
            )
    END AS is_changed
FROM beside
INNER JOIN reference.area AS area ON beside.league_code = area.league_code
INNER JOIN reference.project AS project ON beside.project_no = project.project_no
LEFT JOIN reference.indicator AS indicator ON beside.indicator_code = indicator.indicator_code;

COMMENT ON VIEW analysis.edition_figure IS
'What each published edition said, figure by figure, beside the edition before it of the same period';
COMMENT ON COLUMN analysis.edition_figure.period IS '2023: the annual set; 2023Q1: the quarter''s bulletin';
COMMENT ON COLUMN analysis.edition_figure.edition_no IS 'Number of the edition, from 1';
COMMENT ON COLUMN analysis.edition_figure.published_at IS 'When it was published';
COMMENT ON COLUMN analysis.edition_figure.as_of IS 'What was known at this moment is in it';
COMMENT ON COLUMN analysis.edition_figure.table_name IS 'The table of summary whose figure it was';
COMMENT ON COLUMN analysis.edition_figure.target_id IS 'The target, of a figure of a target';
COMMENT ON COLUMN analysis.edition_figure.item IS 'The column of the table';
COMMENT ON COLUMN analysis.edition_figure.value IS 'What the edition said; blank: nothing';
COMMENT ON COLUMN analysis.edition_figure.edition_before IS 'The edition before it; blank: it is the first';
COMMENT ON COLUMN analysis.edition_figure.value_before IS 'What that one said';
COMMENT ON COLUMN analysis.edition_figure.change IS 'value less value_before';
COMMENT ON COLUMN analysis.edition_figure.is_changed IS 'Whether the edition says something else than the one before it';
