-- Of these leagues, or of all, what has changed. What has not stays: written again, it would leave dead rows.
WITH forgotten AS (
    DELETE FROM warehouse.kept_league AS old
    WHERE
        old.built_year = :year
        AND (old.league_code = any(:leagues) OR :leagues IS NULL)
        AND NOT EXISTS (
            SELECT FROM made_figure
            WHERE
                old.year = made_figure.year
                AND old.league_code = made_figure.league_code
                AND old.fingerprint = made_figure.fingerprint
        )
)

DELETE FROM warehouse.kept_figure AS old
WHERE
    old.built_year = :year
    AND (old.league_code = any(:leagues) OR :leagues IS NULL)
    AND NOT EXISTS (
        SELECT FROM made_figure
        WHERE
            old.year = made_figure.year
            AND old.league_code = made_figure.league_code
            AND old.indicator_code = made_figure.indicator_code
            AND (
                old.value,
                old.provisional,
                old.as_of_period,
                old.reporting,
                old.name_zh,
                old.in_region_sum,
                old.quarter
            ) IS NOT DISTINCT FROM (
                made_figure.value,
                made_figure.provisional,
                made_figure.as_of_period,
                made_figure.reporting,
                made_figure.name_zh,
                made_figure.in_region_sum,
                made_figure.quarter
            )
    )
