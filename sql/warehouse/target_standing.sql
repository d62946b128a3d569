CREATE FUNCTION warehouse.target_standing(
    moment timestamptz, of_year integer, targets text[] DEFAULT NULL
)
RETURNS TABLE (
    target_id text,
    league_code text,
    goal numeric,
    actual numeric,
    share_reached numeric,
    standing text,
    missing_leagues text,
    missing text,
    this_year numeric,
    opening_balance numeric,
    line numeric,
    provisional boolean,
    leagues_reporting integer,
    leagues_expected integer,
    league_name_zh text,
    project_no integer,
    project_name_zh text,
    indicator_code text,
    indicator_name_zh text,
    unit_zh text,
    decimals integer,
    scope text,
    basis text,
    from_year integer,
    by_year integer,
    up_to numeric,
    tolerance numeric,
    wording_zh text,
    note text
)
LANGUAGE sql STABLE
AS $$
WITH horizon AS (
    SELECT
        min(year) AS first_year,
        warehouse.quarters_ended(of_year, moment) AS quarters,
        CASE
            WHEN warehouse.quarters_ended(of_year, moment) BETWEEN 1 AND 3
                THEN concat('第', warehouse.quarters_ended(of_year, moment), '季度')
            ELSE ''
        END AS running_zh
    FROM reference.expected_return
),

-- An array: what is kept is then looked up by its key, without the other indicators' figures.
figure AS (
    SELECT * FROM warehouse.year_figure_as_of(moment, 0, of_year)
    WHERE
        indicator_code = ANY(ARRAY(
            SELECT target.indicator_code FROM reference.target
            WHERE target.target_id = ANY(targets) OR targets IS NULL
        ))
),

-- For whom, from which year on, and how far along its time is at the end of the last quarter.
aim AS (
    SELECT
        target.*,
        asked.league_code,
        coalesce(league.name_zh, '全区') AS league_name_zh,
        target.at_least * (1 - coalesce(target.tolerance, 0)) AS enough,
        CASE target.basis WHEN 'cumulative' THEN greatest(target.from_year, horizon.first_year) ELSE of_year END
            AS counted_from,
        horizon.quarters = 4 AND (target.basis IN ('each_year', 'stock') OR target.by_year = of_year) AS over,
        CASE target.basis
            WHEN 'each_year' THEN horizon.quarters
            WHEN 'cumulative' THEN 4 * (of_year - target.from_year) + horizon.quarters
            ELSE 1
        END AS quarters_gone,
        CASE target.basis
            WHEN 'each_year' THEN 4
            WHEN 'cumulative' THEN 4 * (target.by_year - target.from_year + 1)
            ELSE 1
        END AS quarters_in_all
    FROM warehouse.aim_as_of(moment) AS asked
    INNER JOIN reference.target AS target ON asked.target_id = target.target_id
    CROSS JOIN horizon
    LEFT JOIN reference.league AS league ON asked.league_code = league.league_code
    WHERE asked.year = of_year AND (target.target_id = ANY(targets) OR targets IS NULL)
),

-- A league's own figures, or those of all that are in the sum: by an OR each league would be tried with each.
needed AS (
    SELECT
        aim.target_id,
        aim.league_code,
        figure.year,
        figure.league_code AS from_league,
        figure.name_zh,
        figure.value,
        figure.provisional,
        figure.reporting,
        concat(figure.year, '年', CASE WHEN figure.year = of_year THEN horizon.running_zh END) AS year_zh
    FROM (
        SELECT aim.*, aim.league_code AS of_league FROM aim WHERE aim.scope <> 'region'
        UNION ALL
        SELECT aim.*, league.league_code AS of_league
        FROM aim
        INNER JOIN reference.league AS league ON aim.scope = 'region' AND league.in_region_sum
    ) AS aim
    CROSS JOIN horizon
    INNER JOIN figure
        ON
            aim.indicator_code = figure.indicator_code
            AND aim.counted_from <= figure.year
            AND aim.of_league = figure.league_code
),

-- Year by year first, so that what is joined below is one row each: PostgreSQL expects few, and compares each
-- with each.
by_year AS (
    SELECT
        target_id,
        league_code,
        year,
        sum(value) AS value,
        bool_or(provisional) AS provisional,
        cast(count(*) FILTER (WHERE reporting) AS integer) AS leagues_reporting,
        cast(count(*) AS integer) AS leagues_expected,
        CASE
            WHEN count(*) > 1 AND NOT bool_or(reporting) THEN concat('全部盟市', min(year_zh))
            ELSE string_agg(concat(name_zh, year_zh), '、' ORDER BY from_league) FILTER (WHERE NOT reporting)
        END AS missing
    FROM needed
    GROUP BY target_id, league_code, year
),

reached AS (
    SELECT
        target_id,
        league_code,
        sum(value) AS value,
        sum(value) FILTER (WHERE year = of_year) AS this_year,
        bool_or(provisional) AS provisional,
        max(leagues_reporting) FILTER (WHERE year = of_year) AS leagues_reporting,
        max(leagues_expected) FILTER (WHERE year = of_year) AS leagues_expected,
        string_agg(missing, '、' ORDER BY year) AS missing
    FROM by_year
    GROUP BY target_id, league_code
),

missing_league AS (
    SELECT
        target_id,
        league_code,
        string_agg(name_zh, '、' ORDER BY from_league) AS names
    FROM (SELECT DISTINCT
        target_id,
        league_code,
        from_league,
        name_zh
    FROM needed
    WHERE NOT reporting) AS absent
    GROUP BY target_id, league_code
),

opening AS (
    SELECT
        aim.target_id,
        aim.league_code,
        sum(balance.value) AS value,
        string_agg(concat(before.year, '年实绩'), '、' ORDER BY before.year)
        FILTER (WHERE balance.value IS NULL) AS words
    FROM aim
    CROSS JOIN generate_series(aim.from_year, aim.counted_from - 1) AS before (year)
    LEFT JOIN warehouse.base_figure_as_of(moment) AS balance
        ON
            aim.indicator_code = balance.indicator_code
            AND aim.league_code = balance.league_code
            AND before.year = balance.year
    WHERE aim.basis = 'cumulative'
    GROUP BY aim.target_id, aim.league_code
),

weighed AS (
    SELECT
        aim.*,
        CASE
            WHEN reached.value IS NOT NULL OR opening.value IS NOT NULL
                THEN coalesce(reached.value, 0) + coalesce(opening.value, 0)
        END AS actual,
        reached.this_year,
        opening.value AS opening_balance,
        -- What is not there is missing, not provisional.
        coalesce(reached.provisional, FALSE) AS provisional,
        coalesce(reached.leagues_reporting, 0) AS leagues_reporting,
        coalesce(reached.leagues_expected, 0) AS leagues_expected,
        missing_league.names AS missing_leagues,
        nullif(concat_ws('、', reached.missing, opening.words), '') AS missing
    FROM aim
    LEFT JOIN reached ON aim.target_id = reached.target_id AND aim.league_code = reached.league_code
    LEFT JOIN missing_league
        ON aim.target_id = missing_league.target_id AND aim.league_code = missing_league.league_code
    LEFT JOIN opening ON aim.target_id = opening.target_id AND aim.league_code = opening.league_code
)

SELECT
    weighed.target_id,
    weighed.league_code,
    weighed.at_least AS goal,
    weighed.actual,
    -- Rounded down: a goal that is missed by one is not reached whole.
    trunc(weighed.actual / nullif(weighed.at_least, 0), 4) AS share_reached,
    CASE
        WHEN weighed.actual >= weighed.enough AND (weighed.basis <> 'stock' OR weighed.over) THEN 'met'
        WHEN
            NOT weighed.over
            AND weighed.actual * weighed.quarters_in_all >= weighed.enough * weighed.quarters_gone
            THEN 'on_track'
        WHEN weighed.missing IS NOT NULL THEN 'unknown'
        WHEN weighed.over THEN 'not_met'
        ELSE 'behind'
    END AS standing,
    weighed.missing_leagues,
    weighed.missing,
    weighed.this_year,
    weighed.opening_balance,
    -- Rounded up: of what is counted there is no half, and less would not be enough.
    ceil(weighed.enough * weighed.quarters_gone / weighed.quarters_in_all * unit.parts) / unit.parts AS line,
    weighed.provisional,
    weighed.leagues_reporting,
    weighed.leagues_expected,
    weighed.league_name_zh,
    indicator.project_no,
    project.name_zh AS project_name_zh,
    weighed.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.unit_zh,
    indicator.decimals,
    weighed.scope,
    weighed.basis,
    weighed.from_year,
    weighed.by_year,
    weighed.up_to,
    weighed.tolerance,
    weighed.wording_zh,
    weighed.note
FROM weighed
INNER JOIN reference.indicator AS indicator ON weighed.indicator_code = indicator.indicator_code
INNER JOIN reference.project AS project ON indicator.project_no = project.project_no
CROSS JOIN LATERAL (SELECT power(cast(10 AS numeric), indicator.decimals) AS parts) AS unit
$$;
COMMENT ON FUNCTION warehouse.target_standing IS
'The plan''s numbers of a year (these, or all), what was known at the moment to be reached of them, and how they
stand: at the end of the year''s last quarter then. Columns as in summary.annual_target, but for the year';
