-- The figures of these leagues, or of all. Their fingerprints are asked for with them: asked for before, they
-- would lack what is accepted in between, and fit again once that is withdrawn.
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
    known.fingerprint
FROM warehouse.year_figure_as_of(:as_of, 0, :year, :leagues) AS figure -- noqa: RF02
INNER JOIN warehouse.figure_fingerprint_as_of(:as_of, :year) AS known
    ON figure.league_code = known.league_code AND figure.year = known.year
