-- The figures of these leagues, or of all.
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
    figure.quarter
FROM warehouse.year_figure_as_of(:as_of, 0, :year, :leagues) AS figure
