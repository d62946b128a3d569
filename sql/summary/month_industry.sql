-- Key enterprises of the region in the month by industry, beside the month before.
WITH summed AS (
    SELECT * FROM warehouse.industry_month_as_of(:as_of)
)

SELECT
    this.month AS period,
    this.industry,
    this.enterprises,
    this.employees,
    this.vacancies,
    this.hired,
    this.next_month_demand,
    this.solved,
    before.vacancies AS vacancies_before
FROM summed AS this
INNER JOIN reference.period ON this.month = period.period
LEFT JOIN summed AS before ON period.predecessor = before.month AND this.industry = before.industry
WHERE this.month = :period
