-- The figures of these leagues, or of all, and their fingerprints, in rows without an indicator. In one
-- statement: asked for before, a fingerprint would lack what is accepted in between, and fit again once that
-- is withdrawn. Not joined: PostgreSQL expects few of them, and would compare each figure with each.
CREATE TEMPORARY TABLE made_figure AS
SELECT
    figure.league_code,
    figure.year,
    figure.indicator_code,
    figure.value,
    figure.provisional,
    figure.as_of_period,
    figure.reporting,
    figure.name_zh,
    figure.in_region_sum,
    figure.quarter,
    cast(NULL AS text) AS fingerprint
FROM warehouse.year_figure_as_of(:as_of, 0, :year, :leagues) AS figure
UNION ALL
SELECT
    known.league_code,
    known.year,
    NULL AS indicator_code,
    NULL AS value,
    NULL AS provisional,
    NULL AS as_of_period,
    NULL AS reporting,
    NULL AS name_zh,
    NULL AS in_region_sum,
    NULL AS quarter,
    known.fingerprint
FROM warehouse.figure_fingerprint_as_of(:as_of, :year, :leagues) AS known
