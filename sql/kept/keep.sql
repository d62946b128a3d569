WITH league AS (
    INSERT INTO warehouse.kept_league (built_year, year, league_code, made_of)
    SELECT
        :year,
        made_of.year,
        made_of.league_code,
        made_of.made_of
    FROM made_of
    WHERE made_of.league_code = ANY(:leagues) OR cast(:leagues AS text []) IS NULL
)

INSERT INTO warehouse.kept_figure (
    built_year, league_code, year, indicator_code, value, provisional, as_of_period, reporting, name_zh,
    in_region_sum, quarter
)
SELECT
    :year,
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
