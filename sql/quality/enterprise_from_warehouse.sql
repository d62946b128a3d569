-- The sums of a league's month are those of warehouse.enterprise_month now; the region's, and those of its
-- industries, are the sums over the leagues that count; none is lacking, none is made up.
WITH known AS (
    SELECT
        enterprise.league_code,
        enterprise.month,
        count(*) AS enterprises,
        sum(enterprise.vacancies) AS vacancies,
        sum(enterprise.hired) AS hired,
        sum(enterprise.solved) AS solved
    FROM warehouse.enterprise_month AS enterprise
    WHERE enterprise.year = :year
    GROUP BY enterprise.league_code, enterprise.month
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

built AS (
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
    coalesce(built.league_code, known.league_code) AS league_code,
    coalesce(built.month, known.month) AS month,
    built.enterprises,
    known.enterprises AS enterprises_in_warehouse,
    built.vacancies,
    known.vacancies AS vacancies_in_warehouse
FROM built
FULL JOIN known_or_region AS known ON built.league_code = known.league_code AND built.month = known.month
WHERE
    built.enterprises IS DISTINCT FROM known.enterprises
    OR built.vacancies IS DISTINCT FROM known.vacancies
    OR built.hired IS DISTINCT FROM known.hired
    OR built.solved IS DISTINCT FROM known.solved
