WITH league AS (
    INSERT INTO warehouse.kept_league (built_year, year, league_code, fingerprint)
    SELECT
        :year AS built_year,
        made_figure.year,
        made_figure.league_code,
        made_figure.fingerprint
    FROM made_figure
    WHERE made_figure.fingerprint IS NOT NULL
    ON CONFLICT DO NOTHING
)

INSERT INTO warehouse.kept_figure (
    built_year, league_code, year, indicator_code, value, provisional, as_of_period, reporting, name_zh,
    in_region_sum, quarter
)
SELECT
    :year AS built_year,
    made_figure.league_code,
    made_figure.year,
    made_figure.indicator_code,
    made_figure.value,
    made_figure.provisional,
    made_figure.as_of_period,
    made_figure.reporting,
    made_figure.name_zh,
    made_figure.in_region_sum,
    made_figure.quarter
FROM made_figure
WHERE made_figure.indicator_code IS NOT NULL
-- As they are read: by the key, from page to page.
ORDER BY made_figure.year, made_figure.indicator_code, made_figure.league_code
ON CONFLICT DO NOTHING
