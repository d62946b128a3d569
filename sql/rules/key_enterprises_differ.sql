-- The main data's figures of project 29 are not what the months of the quarter make: enterprises and
-- vacancies of its last month, events and people found of all three. The latest of the returns compared is
-- asked. Nothing is added up where a month is missing, or an enterprise's figure, which is asked for where it
-- should stand; where the months have less and an enterprise is gone from one of them, that is asked, and is
-- enough.
WITH judged AS (
    SELECT DISTINCT
        part.league_code,
        period.year,
        period.quarter
    FROM intake.part
    INNER JOIN reference.period ON part.period = period.period
    WHERE part.submission_id = :submission_id
),

in_force AS (
    SELECT
        part.part_id,
        part.part,
        part.submission_id,
        submission.arrived_at,
        part.sheet,
        part.header_cells,
        asked.feeds,
        period.year,
        period.quarter,
        period.name_zh,
        period.sequence,
        period.month = 3 * period.quarter AS is_last
    FROM judged
    INNER JOIN intake.part ON judged.league_code = part.league_code
    INNER JOIN
        intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN intake.submission ON part.submission_id = submission.submission_id
    INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
    INNER JOIN reference.period
        ON part.period = period.period AND judged.year = period.year AND judged.quarter = period.quarter
    WHERE asked.feeds IN ('enterprises', 'events') AND period.cadence = 'month'
),

monthly AS (
    SELECT
        in_force.*,
        made.listed,
        made.vacancies,
        made.solved
    FROM in_force
    CROSS JOIN LATERAL (
        SELECT
            count(*) AS listed,
            CASE
                WHEN count(*) = count(reported_row."values" ->> 'vacancies')
                    THEN coalesce(sum(cast(reported_row."values" ->> 'vacancies' AS numeric)), 0)
            END AS vacancies,
            CASE
                WHEN count(*) = count(reported_row."values" ->> 'solved')
                    THEN coalesce(sum(cast(reported_row."values" ->> 'solved' AS numeric)), 0)
            END AS solved
        FROM intake.reported_row
        WHERE
            reported_row.part_id = in_force.part_id
            AND (
                in_force.feeds = 'events'
                OR reported_row."values"
                ?| ARRAY['employees', 'vacancies', 'hired', 'next_month_demand', 'solved']
            )
    ) AS made
),

compared (indicator_code, feeds, field, months) AS (
    VALUES
    ('P29-1', 'enterprises', 'uscc', 1),
    ('P29-2', 'enterprises', 'vacancies', 1),
    ('P29-3', 'events', 'held_on', 3),
    ('P29-4', 'enterprises', 'solved', 3)
),

figures AS (
    SELECT
        compared.indicator_code,
        compared.field,
        compared.months,
        monthly.year,
        monthly.quarter,
        monthly.name_zh,
        monthly.sequence,
        CASE compared.field
            WHEN 'vacancies' THEN monthly.vacancies
            WHEN 'solved' THEN monthly.solved
            ELSE monthly.listed
        END AS figure,
        row_number() OVER (
            PARTITION BY compared.indicator_code, monthly.year, monthly.quarter
            ORDER BY monthly.arrived_at DESC, monthly.submission_id DESC
        ) AS place,
        to_jsonb(monthly) AS month
    FROM compared
    INNER JOIN monthly ON compared.feeds = monthly.feeds AND (monthly.is_last OR compared.months = 3)
),

made AS (
    SELECT
        indicator_code,
        field,
        months,
        year,
        quarter,
        sum(figure) AS figure,
        array_agg(cast(month ->> 'submission_id' AS bigint)) AS submission_ids,
        (array_agg(month ORDER BY place))[1] AS latest,
        string_agg(name_zh, '、' ORDER BY sequence) AS names
    FROM figures
    GROUP BY indicator_code, field, months, year, quarter
    HAVING count(figure) = months
),

paired AS (
    SELECT
        made.*,
        indicator.name_zh AS name,
        period.name_zh AS quarter_zh,
        league.submission_id AS league_id,
        league.project_no,
        league.sheet AS league_sheet,
        league.cells AS league_cells,
        league.measure,
        league.remark,
        league.figure AS quarterly,
        (cast(made.latest ->> 'arrived_at' AS timestamptz), cast(made.latest ->> 'submission_id' AS bigint))
        > (league.arrived_at, league.submission_id) AS asks_month,
        (
            SELECT count(*)
            FROM unnest(made.submission_ids) AS submission_id
            CROSS JOIN LATERAL intake.enterprise_beside(submission_id) AS beside
            WHERE
                beside.here IS NULL
                AND beside.before ?| ARRAY['employees', 'vacancies', 'hired', 'next_month_demand', 'solved']
        ) AS gone
    FROM made
    INNER JOIN figure_in_force AS league
        ON
            made.year = league.year
            AND made.quarter = league.quarter
            AND made.indicator_code = league.indicator_code
    INNER JOIN reference.indicator ON made.indicator_code = indicator.indicator_code
    INNER JOIN reference.period ON league.period = period.period
    WHERE made.figure <> league.figure
)

SELECT
    project_no,
    indicator_code,
    CASE WHEN asks_month THEN latest ->> 'part' ELSE 'data' END AS part,
    CASE WHEN asks_month THEN field ELSE 'figure' END AS field,
    CASE WHEN asks_month THEN latest ->> 'sheet' ELSE league_sheet END AS sheet,
    CASE WHEN asks_month THEN latest -> 'header_cells' ->> field ELSE league_cells ->> 'figure' END AS cell,
    CASE WHEN measure = 'flow' AND NOT asks_month THEN league_cells END AS row_cells,
    CASE WHEN asks_month THEN NULL ELSE remark END AS remark,
    cast(trim_scale(CASE WHEN asks_month THEN figure ELSE quarterly END) AS text) AS given,
    cast(trim_scale(CASE WHEN asks_month THEN quarterly ELSE figure END) AS text) AS expected,
    cast(trim_scale(CASE WHEN asks_month THEN figure - quarterly ELSE quarterly - figure END) AS text)
        AS difference,
    jsonb_build_object(
        'name', name,
        'quarter', quarter_zh,
        'months', names,
        'quarterly', cast(trim_scale(quarterly) AS text),
        'monthly', cast(trim_scale(figure) AS text)
    ) AS facts
FROM paired
WHERE
    CASE WHEN asks_month THEN cast(latest ->> 'submission_id' AS bigint) ELSE league_id END = :submission_id
    AND NOT (figure < quarterly AND field <> 'held_on' AND gone > 0)
ORDER BY indicator_code
