-- The counties' figures of an indicator do not make the league's in the main data of the same period, nor do
-- their year-to-dates; the later of the two parts is asked, the counties where both came in one file. Where a
-- county is missing, they are asked only if the others have more already; where the difference is that of one
-- county, which is asked about it by another rule (it has fewer than before, more than one, or its
-- year-to-date does not add up), that is enough. Beside the header stand the counties' cells, or that of the
-- only one in which a zero too many or too few would make the difference.
WITH judged AS (
    SELECT DISTINCT
        league_code,
        return_kind,
        period
    FROM intake.part
    WHERE submission_id = :submission_id
),

expected AS (
    SELECT count(*) AS counties
    FROM reference.county
    WHERE league_code = (SELECT league.league_code FROM league)
),

by_county AS MATERIALIZED (
    SELECT
        ours.*,
        CASE
            WHEN indicator.one_a_county THEN 1
            WHEN indicator.lasting THEN before.figure
        END AS usual,
        CASE WHEN ours.year = before.year THEN before.year_to_date + ours.figure END AS usual_to_date
    FROM counties AS ours
    INNER JOIN judged
        ON
            ours.league_code = judged.league_code
            AND ours.return_kind = judged.return_kind
            AND ours.period = judged.period
    INNER JOIN reference.indicator AS indicator ON ours.indicator_code = indicator.indicator_code
    LEFT JOIN counties AS before
        ON
            ours.return_kind = before.return_kind
            AND ours.part = before.part
            AND ours.predecessor = before.period
            AND ours.subject_code = before.subject_code
            AND ours.indicator_code = before.indicator_code
),

summed AS (
    SELECT
        by_county.return_kind,
        by_county.period,
        by_county.indicator_code,
        by_county.part,
        min(by_county.submission_id) AS submission_id,
        min(by_county.arrived_at) AS arrived_at,
        min(by_county.sheet) AS sheet,
        min(by_county.cells ->> 'indicator_code') AS cell,
        count(by_county.figure) AS figures,
        sum(by_county.figure) AS figure,
        count(by_county.year_to_date) AS year_to_dates,
        sum(by_county.year_to_date) AS year_to_date,
        jsonb_agg(
            jsonb_build_object(
                'figure', by_county.figure,
                'year_to_date', by_county.year_to_date,
                'cells', by_county.cells
            )
        ) AS listed
    FROM by_county
    GROUP BY by_county.return_kind, by_county.period, by_county.indicator_code, by_county.part
),

paired AS (
    SELECT
        summed.*,
        league.submission_id AS league_id,
        league.project_no,
        league.sheet AS league_sheet,
        league.cells AS league_cells,
        league.remark,
        (summed.arrived_at, summed.submission_id)
        >= (league.arrived_at, league.submission_id) AS asks_counties,
        compared.field,
        compared.ours,
        compared.theirs
    FROM summed
    INNER JOIN judged ON summed.return_kind = judged.return_kind AND summed.period = judged.period
    INNER JOIN figure_in_force AS league
        ON
            judged.return_kind = league.return_kind
            AND judged.period = league.period
            AND summed.indicator_code = league.indicator_code
    CROSS JOIN expected
    CROSS JOIN
        LATERAL (
            SELECT
                values_of.field,
                values_of.ours,
                values_of.theirs
            FROM (
                VALUES
                ('figure', 1, summed.figures, summed.figure, league.figure),
                ('year_to_date', 2, summed.year_to_dates, summed.year_to_date, league.year_to_date)
            ) AS values_of (field, place, reported, ours, theirs)
            WHERE
                values_of.ours > values_of.theirs
                OR (values_of.ours < values_of.theirs AND values_of.reported = expected.counties)
            ORDER BY values_of.place
            LIMIT 1
        ) AS compared
)

SELECT
    project_no,
    indicator_code,
    field,
    CASE WHEN asks_counties THEN part ELSE 'data' END AS part,
    CASE WHEN asks_counties THEN sheet ELSE league_sheet END AS sheet,
    CASE WHEN asks_counties THEN cell ELSE league_cells ->> field END AS cell,
    CASE WHEN asks_counties THEN NULL ELSE remark END AS remark,
    CASE
        WHEN asks_counties THEN (
            SELECT
                CASE
                    WHEN count(*) FILTER (WHERE one.is_slip) = 1
                        THEN jsonb_agg(one.cell) FILTER (WHERE one.is_slip)
                    ELSE jsonb_agg(one.cell)
                END
            FROM (
                SELECT
                    county.value -> 'cells' ->> paired.field AS cell,
                    coalesce(
                        (paired.theirs - paired.ours)
                        / nullif(cast(county.value ->> paired.field AS numeric), 0) IN (9, 99, -0.9, -0.99),
                        FALSE
                    ) AS is_slip
                FROM jsonb_array_elements(paired.listed) AS county
            ) AS one
        )
    END AS also,
    cast(trim_scale(CASE WHEN asks_counties THEN ours ELSE theirs END) AS text) AS given,
    cast(trim_scale(CASE WHEN asks_counties THEN theirs ELSE ours END) AS text) AS expected,
    cast(trim_scale(CASE WHEN asks_counties THEN ours - theirs ELSE theirs - ours END) AS text) AS difference,
    jsonb_build_object(
        'name',
        (
            SELECT indicator.name_zh FROM reference.indicator
            WHERE indicator.indicator_code = paired.indicator_code
        ),
        'counties', cast(trim_scale(ours) AS text),
        'league', cast(trim_scale(theirs) AS text)
    ) AS facts
FROM paired
WHERE
    CASE WHEN asks_counties THEN submission_id ELSE league_id END = :submission_id
    AND NOT EXISTS (
        SELECT FROM by_county
        WHERE
            by_county.indicator_code = paired.indicator_code
            AND paired.theirs - paired.ours
            = CASE paired.field
                WHEN 'figure' THEN by_county.usual - by_county.figure
                ELSE by_county.usual_to_date - by_county.year_to_date
            END
    )
ORDER BY indicator_code
