-- Of each month the region's row is the sum of the leagues' that count.
WITH built AS (
    SELECT month.*
    FROM summary.month_enterprise AS month
    INNER JOIN reference.period AS period ON month.period = period.period
    WHERE period.year = :year
),

added AS (
    SELECT
        built.period,
        sum(built.enterprises) AS enterprises,
        sum(built.vacancies) AS vacancies,
        sum(built.hired) AS hired,
        sum(built.solved) AS solved
    FROM built
    INNER JOIN reference.league AS league ON built.league_code = league.league_code
    WHERE league.in_region_sum
    GROUP BY built.period
)

SELECT
    built.period,
    built.enterprises,
    added.enterprises AS enterprises_added,
    built.vacancies,
    added.vacancies AS vacancies_added
FROM built
INNER JOIN added ON built.period = added.period
WHERE
    built.league_code = warehouse.region_code()
    AND (
        built.enterprises IS DISTINCT FROM added.enterprises
        OR built.vacancies IS DISTINCT FROM added.vacancies
        OR built.hired IS DISTINCT FROM added.hired
        OR built.solved IS DISTINCT FROM added.solved
    )
