-- Of each month the industries together have what the region has.
WITH added AS (
    SELECT
        period,
        sum(enterprises) AS enterprises,
        sum(vacancies) AS vacancies,
        sum(hired) AS hired,
        sum(solved) AS solved
    FROM summary.month_industry
    GROUP BY period
)

SELECT
    coalesce(region.period, added.period) AS period,
    region.enterprises,
    added.enterprises AS enterprises_added,
    region.vacancies,
    added.vacancies AS vacancies_added
FROM (
    SELECT * FROM summary.month_enterprise
    WHERE league_code = warehouse.region_code()
) AS region
FULL JOIN added ON region.period = added.period
INNER JOIN reference.period AS period ON coalesce(region.period, added.period) = period.period
WHERE
    period.year = :year
    AND (
        region.enterprises IS DISTINCT FROM added.enterprises
        OR region.vacancies IS DISTINCT FROM added.vacancies
        OR region.hired IS DISTINCT FROM added.hired
        OR region.solved IS DISTINCT FROM added.solved
    )
