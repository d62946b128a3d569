-- The matters of a year that were answered by the moment, the last answered last.
SELECT
    matter_id,
    wording
FROM warehouse.matter_answer_as_of(:as_of)
WHERE year = :year
ORDER BY known_from
