WITH forgotten AS (
    DELETE FROM warehouse.kept_league
    WHERE built_year = :year AND (league_code = ANY(:leagues) OR cast(:leagues AS text []) IS NULL)
)

DELETE FROM warehouse.kept_figure
WHERE built_year = :year AND (league_code = ANY(:leagues) OR cast(:leagues AS text []) IS NULL)
