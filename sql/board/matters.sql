-- What leagues suggested in a year, the most frequent first, and what they were answered.
SELECT *
FROM summary.suggestion_matter
WHERE year = :year
ORDER BY state IS NOT NULL ASC, leagues DESC, times DESC, matter_id ASC
