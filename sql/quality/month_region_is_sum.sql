-- Of each month the region's row is the sum of the leagues' that count.
WITH told AS (
    SELECT month.*
    FROM summary.month_enterprise AS month
    INNER JOIN reference.period AS period ON month.period = period.period
    WHERE period.year = :year
),

added AS (
    SELECT
        told.period,
        sum(told.enterprises) AS enterprises,
        sum(told.vacancies) AS vacancies,
        sum(told.hired) AS hired,
        sum(told.solved) AS solved
    FROM told
    INNER JOIN reference.league AS league ON told.league_code = league.league_code
    WHERE league.in_region_sum
    GROUP BY told.period
)

SELECT
    told.period,
    told.enterprises,
    added.enterprises AS enterprises_added,
    told.vacancies,
    added.vacancies AS vacancies_added
FROM told
INNER JOIN added ON told.period = added.period
WHERE
    told.league_code = warehouse.region_code()
    AND (
        told.enterprises IS DISTINCT FROM added.enterprises
        OR told.vacancies IS DISTINCT FROM added.vacancies
        OR told.hired IS DISTINCT FROM added.hired
        OR told.solved IS DISTINCT FROM added.solved
    )
