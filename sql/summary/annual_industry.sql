-- Key enterprises of the region by industry and month.
SELECT *
FROM warehouse.industry_month_as_of(:as_of)
WHERE year = :year
