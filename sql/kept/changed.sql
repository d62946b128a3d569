-- The leagues whose kept figures have another fingerprint than they would have now, and how many there are.
WITH kept AS (
    SELECT
        kept_league.year,
        kept_league.league_code,
        kept_league.fingerprint
    FROM warehouse.kept_league
    -- Without a figure nothing is kept.
    WHERE
        kept_league.built_year = :year
        AND EXISTS (
            SELECT FROM warehouse.kept_figure
            WHERE kept_figure.built_year = :year
        )
)

SELECT
    count(DISTINCT known.league_code) AS leagues,
    array_agg(DISTINCT coalesce(known.league_code, kept.league_code)) FILTER (
        WHERE known.fingerprint IS DISTINCT FROM kept.fingerprint
    ) AS changed,
    warehouse.region_code() AS region
FROM warehouse.figure_fingerprint_as_of(:as_of, :year) AS known
FULL JOIN kept ON known.year = kept.year AND known.league_code = kept.league_code
