-- The fifty key enterprises with most vacancies at the month's end.
WITH listed AS (
    SELECT
        enterprise.*,
        lag(enterprise.vacancies)
            OVER (PARTITION BY enterprise.league_code, enterprise.uscc ORDER BY period.sequence)
            AS vacancies_before
    FROM warehouse.enterprise_month_as_of(:as_of) AS enterprise
    INNER JOIN reference.period AS period ON enterprise.month = period.period
    INNER JOIN reference.period AS asked ON period.period IN (asked.period, asked.predecessor)
    WHERE asked.period = :period
)

SELECT
    listed.month AS period,
    cast(
        row_number() OVER (ORDER BY listed.vacancies DESC, listed.league_code ASC, listed.uscc ASC) AS integer
    ) AS place,
    listed.league_code,
    listed.uscc,
    listed.name_zh,
    county.county_name_zh,
    coalesce(nullif(listed.industry, ''), '未填') AS industry,
    listed.employees,
    listed.vacancies,
    listed.vacancies_before,
    listed.next_month_demand,
    listed.solved,
    listed.remark,
    league.name_zh AS league_name_zh
FROM listed
INNER JOIN reference.league AS league ON listed.league_code = league.league_code
LEFT JOIN reference.county AS county ON listed.county_code = county.county_code
WHERE listed.month = :period AND listed.vacancies > 0
ORDER BY place
LIMIT 50
