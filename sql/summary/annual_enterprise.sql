-- Key enterprises by league and month, and of the region.
SELECT *
FROM warehouse.league_month_as_of(:as_of)
WHERE year = :year
