-- The counties' figures of an indicator do not make the league's in the main data of the same period, nor do
-- their year-to-dates; the later of the two parts is asked, the counties where both came in one file. Nothing
-- is added up where a county is missing.
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
    WHERE league_code IN (SELECT judged.league_code FROM judged)
),

counties AS (
    SELECT
        row_in_force.return_kind,
        row_in_force.period,
        row_in_force.indicator_code,
        row_in_force.part,
        min(row_in_force.submission_id) AS submission_id,
        min(row_in_force.arrived_at) AS arrived_at,
        min(row_in_force.sheet) AS sheet,
        min(row_in_force.cells ->> 'indicator_code') AS cell,
        count(row_in_force."values" ->> 'figure') AS figures,
        sum(cast(row_in_force."values" ->> 'figure' AS numeric)) AS figure,
        count(row_in_force."values" ->> 'year_to_date') AS year_to_dates,
        sum(cast(row_in_force."values" ->> 'year_to_date' AS numeric)) AS year_to_date
    FROM intake.row_in_force
    INNER JOIN judged
        ON
            row_in_force.league_code = judged.league_code
            AND row_in_force.return_kind = judged.return_kind
            AND row_in_force.period = judged.period
    WHERE row_in_force.feeds = 'counties'
    GROUP BY row_in_force.return_kind, row_in_force.period, row_in_force.indicator_code, row_in_force.part
),

paired AS (
    SELECT
        counties.*,
        league.submission_id AS league_id,
        league.project_no,
        league.sheet AS league_sheet,
        league.cells AS league_cells,
        league.remark,
        (counties.arrived_at, counties.submission_id) >= (league.arrived_at, league.submission_id) AS asks_counties,
        compared.field,
        compared.ours,
        compared.theirs
    FROM counties
    INNER JOIN judged ON counties.return_kind = judged.return_kind AND counties.period = judged.period
    INNER JOIN intake.figure_in_force AS league
        ON
            judged.league_code = league.league_code
            AND judged.return_kind = league.return_kind
            AND judged.period = league.period
            AND counties.indicator_code = league.indicator_code
    CROSS JOIN expected
    CROSS JOIN
        LATERAL (
            SELECT
                values_of.field,
                values_of.ours,
                values_of.theirs
            FROM (
                VALUES
                ('figure', 1, counties.figures, counties.figure, league.figure),
                ('year_to_date', 2, counties.year_to_dates, counties.year_to_date, league.year_to_date)
            ) AS values_of (field, place, reported, ours, theirs)
            WHERE values_of.reported = expected.counties AND values_of.ours <> values_of.theirs
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
    trim_scale(CASE WHEN asks_counties THEN ours ELSE theirs END)::text AS given,
    trim_scale(CASE WHEN asks_counties THEN theirs ELSE ours END)::text AS expected,
    trim_scale(CASE WHEN asks_counties THEN ours - theirs ELSE theirs - ours END)::text AS difference,
    jsonb_build_object(
        'name', (SELECT indicator.name_zh FROM reference.indicator WHERE indicator.indicator_code = paired.indicator_code),
        'counties', trim_scale(ours)::text,
        'league', trim_scale(theirs)::text
    ) AS facts
FROM paired
WHERE CASE WHEN asks_counties THEN submission_id ELSE league_id END = :submission_id
ORDER BY indicator_code
