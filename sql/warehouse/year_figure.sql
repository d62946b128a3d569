-- The figures that a year's tables were last built with: the next build reads anew only what has changed.
CREATE TABLE warehouse.kept_league (
    built_year integer NOT NULL,
    year integer NOT NULL,
    league_code text NOT NULL,
    fingerprint text NOT NULL,
    PRIMARY KEY (built_year, year, league_code)
);

CREATE TABLE warehouse.kept_figure (
    built_year integer NOT NULL,
    league_code text NOT NULL,
    year integer NOT NULL,
    indicator_code text NOT NULL,
    value numeric(28, 9),
    provisional boolean,
    as_of_period text,
    reporting boolean NOT NULL,
    name_zh text NOT NULL,
    in_region_sum boolean NOT NULL,
    quarter integer,
    PRIMARY KEY (built_year, year, indicator_code, league_code)
);

CREATE FUNCTION warehouse.figure_fingerprint_as_of(
    moment timestamptz, last_year integer, leagues text[] DEFAULT NULL
)
RETURNS TABLE (year integer, league_code text, fingerprint text)
LANGUAGE sql STABLE
AS $$
WITH indicator AS (
    SELECT md5(string_agg(CAST(told AS text), ' ' ORDER BY told.indicator_code)) AS says
    FROM reference.indicator AS told
),

-- With all that is read of it besides its figures, and moments that no session's zone changes.
version AS (
    SELECT
        in_force.league_code,
        in_force.year,
        string_agg(
            concat_ws(
                ' ', in_force.part_id, extract(EPOCH FROM in_force.known_from), in_force.feeds, in_force.quarter
            ),
            ', ' ORDER BY in_force.part_id
        ) AS says
    FROM warehouse.version_in_force_as_of(moment) AS in_force
    WHERE
        in_force.feeds IN ('figures', 'year') AND in_force.year <= last_year
        AND (in_force.league_code = ANY(leagues) OR leagues IS NULL)
    GROUP BY in_force.league_code, in_force.year
)

SELECT
    league.year,
    league.league_code,
    md5(concat(CAST(league AS text), ' ', indicator.says, ' ', version.says))
FROM warehouse.league_year_as_of(moment) AS league
CROSS JOIN indicator
LEFT JOIN version ON league.league_code = version.league_code AND league.year = version.year
WHERE league.year <= last_year AND (league.league_code = ANY(leagues) OR leagues IS NULL)
$$;

CREATE FUNCTION warehouse.kept_for(moment timestamptz, last_year integer) RETURNS integer
LANGUAGE sql STABLE
AS $$
SELECT kept.built_year
FROM (
    SELECT
        CAST(nullif(current_setting('jibao.kept_year', TRUE), '') AS integer) AS built_year,
        CAST(nullif(current_setting('jibao.kept_as_of', TRUE), '') AS timestamptz) AS as_of
) AS kept
WHERE kept.as_of = moment AND kept.built_year >= last_year
$$;

CREATE FUNCTION warehouse.year_figure_as_of(
    moment timestamptz,
    first_year integer DEFAULT 0,
    last_year integer DEFAULT 9999,
    leagues text[] DEFAULT NULL
)
RETURNS TABLE (
    league_code text,
    year integer,
    indicator_code text,
    value numeric,
    provisional boolean,
    as_of_period text,
    reporting boolean,
    name_zh text,
    in_region_sum boolean,
    quarter integer
)
LANGUAGE sql STABLE
AS $$
-- Asked once: the year may be of a row, and it would be asked for each figure.
WITH kept AS MATERIALIZED (
    SELECT warehouse.kept_for(moment, last_year) AS built_year
),

league AS MATERIALIZED (
    SELECT * FROM warehouse.league_year_as_of(moment)
    WHERE year BETWEEN first_year AND last_year AND (league_code = ANY(leagues) OR leagues IS NULL)
)

SELECT
    league_code,
    year,
    indicator_code,
    value,
    provisional,
    as_of_period,
    reporting,
    name_zh,
    in_region_sum,
    quarter
FROM warehouse.kept_figure
WHERE
    built_year = (SELECT kept.built_year FROM kept)
    AND year BETWEEN first_year AND last_year
    AND (league_code = ANY(leagues) OR leagues IS NULL)
UNION ALL
SELECT worked_out.*
FROM (
    SELECT
        league.league_code,
        league.year,
        indicator.indicator_code,
        reported.value,
        reported.provisional,
        reported.as_of_period,
        coalesce(reported.source = 'annual' OR reported.quarter >= league.last_quarter, false) AS reporting,
        league.name_zh,
        league.in_region_sum,
        reported.quarter
    FROM league
    INNER JOIN reference.indicator AS indicator
        ON indicator.measure <> 'ratio'
        AND indicator.valid_from <= make_date(league.year, 12, 31)
        AND (indicator.valid_to >= make_date(league.year, 1, 1) OR indicator.valid_to IS NULL)
    LEFT JOIN warehouse.annual_value_as_of(moment, first_year, last_year, leagues) AS reported
        ON league.league_code = reported.league_code
        AND league.year = reported.year
        AND indicator.indicator_code = reported.indicator_code
    -- Whoever asks for some indicators would have PostgreSQL expect few figures, and work each out by itself.
    OFFSET 0
) AS worked_out
WHERE (SELECT kept.built_year FROM kept) IS NULL
$$;

COMMENT ON TABLE warehouse.kept_league IS
'The fingerprints of what the figures were made of that the tables of a year were last built with';
COMMENT ON COLUMN warehouse.kept_league.built_year IS 'The year of the tables';
COMMENT ON COLUMN warehouse.kept_league.year IS 'The year of the figures, that or one before it';
COMMENT ON COLUMN warehouse.kept_league.league_code IS 'The league';
COMMENT ON COLUMN warehouse.kept_league.fingerprint IS
'Of the versions in force, and of what the registry says of the league, its periods and the indicators';
COMMENT ON TABLE warehouse.kept_figure IS
'What warehouse.year_figure_as_of gave when the tables of a year were last built: for the next build, not for
anybody else, as it says nothing of any moment';
COMMENT ON COLUMN warehouse.kept_figure.built_year IS 'The year of the tables';
COMMENT ON COLUMN warehouse.kept_figure.league_code IS 'The league';
COMMENT ON COLUMN warehouse.kept_figure.year IS 'The year of the figure';
COMMENT ON COLUMN warehouse.kept_figure.indicator_code IS 'The indicator';
COMMENT ON COLUMN warehouse.kept_figure.value IS
'A flow since 1 January, or the latest level; blank: nothing was reported';
COMMENT ON COLUMN warehouse.kept_figure.provisional IS 'Whether a quarter stands for the annual return';
COMMENT ON COLUMN warehouse.kept_figure.as_of_period IS 'The period of the return that says so';
COMMENT ON COLUMN warehouse.kept_figure.reporting IS
'Whether it is the annual return''s, or of the last quarter that had ended and that the league owes';
COMMENT ON COLUMN warehouse.kept_figure.name_zh IS 'The league''s name';
COMMENT ON COLUMN warehouse.kept_figure.in_region_sum IS 'Whether the league counts in the region''s sum';
COMMENT ON COLUMN warehouse.kept_figure.quarter IS 'At whose end the figure stands; 4 is the whole year';
COMMENT ON FUNCTION warehouse.figure_fingerprint_as_of IS
'A fingerprint of what the figures of each league''s year (of these, or of all) are made of, as it was known at the
moment';
COMMENT ON FUNCTION warehouse.kept_for IS
'The year of the tables whose kept figures are of the moment, up to this year: where a build has said so in its
transaction; else blank';
COMMENT ON FUNCTION warehouse.year_figure_as_of IS
'What was known at the moment of each league, year (of these, or of all) and indicator (no ratios): a row also
where nothing was; reporting: the figure is the annual return''s, or of the last quarter that had ended and that the
league owes; quarter: at whose end the figure stands, 4 is the whole year';
