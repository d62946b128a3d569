-- The fifty key enterprises with most vacancies at the month's end.
SELECT
    this.month AS period,
    cast(
        row_number() OVER (ORDER BY this.vacancies DESC, this.league_code ASC, this.uscc ASC) AS integer
    ) AS place,
    this.league_code,
    this.uscc,
    this.name_zh,
    county.county_name_zh,
    coalesce(nullif(this.industry, ''), '未填') AS industry,
    this.employees,
    this.vacancies,
    before.vacancies AS vacancies_before,
    this.next_month_demand,
    this.solved,
    this.remark,
    league.name_zh AS league_name_zh
FROM reference.period
INNER JOIN warehouse.enterprise_month_as_of(:as_of) AS this ON period.period = this.month
INNER JOIN reference.league AS league ON this.league_code = league.league_code
LEFT JOIN reference.county AS county ON this.county_code = county.county_code
LEFT JOIN warehouse.enterprise_month_as_of(:as_of) AS before
    ON period.predecessor = before.month AND this.league_code = before.league_code AND this.uscc = before.uscc
WHERE period.period = :period AND this.vacancies > 0
ORDER BY place
LIMIT 50
