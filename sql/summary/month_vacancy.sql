-- The fifty key enterprises with most vacancies at the month's end.
WITH told AS (
    SELECT
        said.*,
        lag(said.vacancies) OVER (PARTITION BY said.league_code, said.uscc ORDER BY period.sequence)
            AS vacancies_before
    FROM warehouse.enterprise_month_as_of(:as_of) AS said
    INNER JOIN reference.period AS period ON said.month = period.period
    INNER JOIN reference.period AS asked ON period.period IN (asked.period, asked.predecessor)
    WHERE asked.period = :period
)

SELECT
    told.month AS period,
    cast(
        row_number() OVER (ORDER BY told.vacancies DESC, told.league_code ASC, told.uscc ASC) AS integer
    ) AS place,
    told.league_code,
    told.uscc,
    told.name_zh,
    county.county_name_zh,
    coalesce(nullif(told.industry, ''), '未填') AS industry,
    told.employees,
    told.vacancies,
    told.vacancies_before,
    told.next_month_demand,
    told.solved,
    told.remark,
    league.name_zh AS league_name_zh
FROM told
INNER JOIN reference.league AS league ON told.league_code = league.league_code
LEFT JOIN reference.county AS county ON told.county_code = county.county_code
WHERE told.month = :period AND told.vacancies > 0
ORDER BY place
LIMIT 50
