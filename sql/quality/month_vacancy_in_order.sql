-- The enterprises of each month are listed once, with vacancies, from the most to the fewest.
WITH built AS (
    SELECT
        month.*,
        row_number() OVER (PARTITION BY month.period ORDER BY month.place) AS number,
        lag(month.vacancies) OVER (PARTITION BY month.period ORDER BY month.place) AS above,
        count(*) OVER (PARTITION BY month.period, month.league_code, month.uscc) AS times
    FROM summary.month_vacancy AS month
    INNER JOIN reference.period AS period ON month.period = period.period
    WHERE period.year = :year
)

SELECT
    period,
    place,
    league_code,
    uscc,
    vacancies
FROM built
WHERE place <> number OR vacancies > above OR coalesce(vacancies, 0) <= 0 OR times > 1
