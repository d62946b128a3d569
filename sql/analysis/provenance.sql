CREATE VIEW analysis.provenance AS
WITH rests AS (
    SELECT
        source.year,
        source.league_code,
        source.period,
        source.submission_id,
        source.source_file,
        source.sha256,
        source.arrived_at,
        part.part,
        part.part_id,
        part.sheet,
        asked.feeds
    FROM summary.annual_submission AS source
    INNER JOIN intake.part AS part ON source.submission_id = part.submission_id AND source.part = part.part
    INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
),

indicator AS (
    SELECT
        built.*,
        CASE WHEN built.provisional THEN 'figures' ELSE 'year' END AS feeds,
        CASE
            WHEN built.provisional AND built.period = cast(built.year AS text) THEN concat(built.year, 'Q4')
            ELSE built.period
        END AS source_period,
        CASE WHEN built.provisional AND built.measure = 'flow' THEN 'year_to_date' ELSE 'figure' END AS item
    FROM summary.annual_indicator AS built
    WHERE NOT built.is_region AND built.measure <> 'ratio'
),

county AS (
    SELECT
        built.*,
        CASE built.measure WHEN 'flow' THEN 'year_to_date' ELSE 'figure' END AS item
    FROM summary.annual_county AS built
),

published AS (
    SELECT
        rests.*,
        built.project_no,
        built.indicator_code,
        cast(NULL AS text) AS county_code,
        'indicator' AS published_as,
        cast(built.value AS numeric(28, 12)) AS value,
        cast(NULL AS text) AS words,
        built.item,
        figure.cells ->> built.item AS cell
    FROM indicator AS built
    INNER JOIN rests
        ON
            built.year = rests.year
            AND built.league_code = rests.league_code
            AND built.source_period = rests.period
            AND built.feeds = rests.feeds
    INNER JOIN intake.reported_figure AS figure
        ON rests.part_id = figure.part_id AND built.indicator_code = figure.indicator_code
    UNION ALL
    SELECT
        rests.*,
        built.project_no,
        built.indicator_code,
        built.county_code,
        'county' AS published_as,
        cast(built.value AS numeric(28, 12)) AS value,
        cast(NULL AS text) AS words,
        built.item,
        line.cells ->> built.item AS cell
    FROM county AS built
    INNER JOIN rests
        ON
            built.year = rests.year
            AND built.league_code = rests.league_code
            AND built.period = rests.period
            AND rests.feeds = 'counties'
    INNER JOIN intake.reported_row AS line
        ON
            rests.part_id = line.part_id
            AND built.county_code = line.subject_code
            AND built.indicator_code = line.indicator_code
    UNION ALL
    SELECT
        rests.*,
        built.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS county_code,
        item.item AS published_as,
        cast(item.value AS numeric(28, 12)) AS value,
        item.words,
        item.item,
        progress.cells ->> item.item AS cell
    FROM summary.annual_account AS built
    INNER JOIN rests
        ON
            built.year = rests.year
            AND built.league_code = rests.league_code
            AND built.as_of_period = rests.period
            AND rests.feeds = 'progress'
    INNER JOIN intake.reported_progress AS progress
        ON rests.part_id = progress.part_id AND built.project_no = progress.project_no
    CROSS JOIN
        LATERAL (
            VALUES
            ('budget', built.budget, NULL),
            ('spent', built.spent, NULL),
            ('status', NULL, built.status),
            ('progress', NULL, built.progress),
            ('practice', NULL, built.practice)
        ) AS item (item, value, words)
    UNION ALL
    SELECT
        rests.*,
        built.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS county_code,
        item.item AS published_as,
        cast(item.value AS numeric(28, 12)) AS value,
        item.words,
        item.item,
        completion.cells ->> item.item AS cell
    FROM summary.annual_account AS built
    INNER JOIN rests
        ON
            built.year = rests.year
            AND built.league_code = rests.league_code
            AND rests.period = cast(built.year AS text)
            AND rests.feeds = 'completion'
    INNER JOIN intake.reported_completion AS completion
        ON rests.part_id = completion.part_id AND built.project_no = completion.project_no
    CROSS JOIN
        LATERAL (
            VALUES
            ('target', built.target, NULL),
            ('completed', built.completed, NULL),
            ('rate', built.rate, NULL),
            ('account', NULL, built.account)
        ) AS item (item, value, words)
    UNION ALL
    SELECT
        rests.*,
        built.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS county_code,
        item.published_as,
        cast(NULL AS numeric(28, 12)) AS value,
        item.words,
        item.item,
        progress.cells ->> item.item AS cell
    FROM summary.annual_suggestion AS built
    INNER JOIN rests
        ON
            built.year = rests.year
            AND built.league_code = rests.league_code
            AND built.period = rests.period
            AND built.submission_id = rests.submission_id
            AND rests.feeds = 'progress'
    INNER JOIN intake.reported_progress AS progress
        ON rests.part_id = progress.part_id AND built.project_no = progress.project_no
    CROSS JOIN
        LATERAL (
            VALUES ('problem', built.problem, 'problems'), ('suggestion', built.suggestion, 'advice')
        ) AS item (published_as, words, item)
    WHERE built.source = 'quarterly'
    UNION ALL
    SELECT
        rests.*,
        built.project_no,
        cast(NULL AS text) AS indicator_code,
        cast(NULL AS text) AS county_code,
        item.item AS published_as,
        cast(NULL AS numeric(28, 12)) AS value,
        item.words,
        item.item,
        suggestion.cells ->> item.item AS cell
    FROM summary.annual_suggestion AS built
    INNER JOIN rests
        ON
            built.year = rests.year
            AND built.league_code = rests.league_code
            AND built.period = rests.period
            AND built.submission_id = rests.submission_id
            AND rests.feeds = 'suggestions'
    INNER JOIN intake.reported_suggestion AS suggestion
        ON rests.part_id = suggestion.part_id AND built.row_no = suggestion.row_no
    CROSS JOIN
        LATERAL (
            VALUES ('problem', built.problem), ('suggestion', built.suggestion)
        ) AS item (item, words)
    WHERE built.source = 'annual'
)

SELECT
    published.year,
    published.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    published.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    published.indicator_code,
    known.name_zh AS indicator_name_zh,
    known.name_en AS indicator_name_en,
    published.county_code,
    published.published_as,
    published.value,
    nullif(published.words, '') AS words,
    published.period,
    published.part,
    published.item,
    published.submission_id,
    published.source_file,
    published.sheet,
    published.cell,
    published.sha256,
    published.arrived_at
FROM published
INNER JOIN reference.area AS area ON published.league_code = area.league_code
LEFT JOIN reference.project AS project ON published.project_no = project.project_no
LEFT JOIN reference.indicator AS known ON published.indicator_code = known.indicator_code
WHERE published.value IS NOT NULL OR nullif(published.words, '') IS NOT NULL;

COMMENT ON VIEW analysis.provenance IS
'Where each figure and each word of a league in the annual tables comes from: file, sheet and cell in one row. The region''s figure is the sum of its leagues'' rows, a ratio that of its terms; of the last build';
COMMENT ON COLUMN analysis.provenance.published_as IS
'indicator, county; budget, spent, status, progress, practice; target, completed, rate, account; problem, suggestion';
COMMENT ON COLUMN analysis.provenance.value IS 'The figure as published; blank: it is words';
COMMENT ON COLUMN analysis.provenance.words IS 'The words as published; blank: it is a figure';
COMMENT ON COLUMN analysis.provenance.period IS 'The period of the return that it was taken from';
COMMENT ON COLUMN analysis.provenance.item IS 'What of its row in the return it is, as in analysis.reported_value';
COMMENT ON COLUMN analysis.provenance.sha256 IS 'SHA-256 of the file, its name in the archive';
COMMENT ON COLUMN analysis.provenance.arrived_at IS 'When the file arrived';
