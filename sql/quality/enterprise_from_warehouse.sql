-- The sums of a league's month are those of warehouse.enterprise_month now; the region's, and those of its
-- industries, are the sums over the leagues that count; none is lacking, none is made up.
WITH known AS (
    SELECT
        said.league_code,
        said.month,
        count(*) AS enterprises,
        sum(said.vacancies) AS vacancies,
        sum(said.hired) AS hired,
        sum(said.solved) AS solved
    FROM warehouse.enterprise_month AS said
    WHERE said.year = :year
    GROUP BY said.league_code, said.month
),

known_or_region AS (
    SELECT * FROM known
    UNION ALL
    SELECT
        warehouse.region_code() AS league_code,
        known.month,
        sum(known.enterprises) AS enterprises,
        sum(known.vacancies) AS vacancies,
        sum(known.hired) AS hired,
        sum(known.solved) AS solved
    FROM known
    INNER JOIN reference.league AS league ON known.league_code = league.league_code
    WHERE league.in_region_sum
    GROUP BY known.month
),

told AS (
    SELECT
        league_code,
        month,
        enterprises,
        vacancies,
        hired,
        solved
    FROM summary.annual_enterprise
    WHERE year = :year AND leagues_reporting > 0
    UNION ALL
    SELECT
        warehouse.region_code() AS league_code,
        month,
        sum(enterprises) AS enterprises,
        sum(vacancies) AS vacancies,
        sum(hired) AS hired,
        sum(solved) AS solved
    FROM summary.annual_industry
    WHERE year = :year
    GROUP BY month
)

SELECT
    coalesce(told.league_code, known.league_code) AS league_code,
    coalesce(told.month, known.month) AS month,
    told.enterprises,
    known.enterprises AS enterprises_in_warehouse,
    told.vacancies,
    known.vacancies AS vacancies_in_warehouse
FROM told
FULL JOIN known_or_region AS known ON told.league_code = known.league_code AND told.month = known.month
WHERE
    told.enterprises IS DISTINCT FROM known.enterprises
    OR told.vacancies IS DISTINCT FROM known.vacancies
    OR told.hired IS DISTINCT FROM known.hired
    OR told.solved IS DISTINCT FROM known.solved
