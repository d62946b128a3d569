-- How many rows each part of a submission has, and how many of them are flows, which alone have a
-- year-to-date.
WITH listed AS (
    SELECT
        part_id,
        indicator_code
    FROM intake.reported_figure
    UNION ALL
    SELECT
        part_id,
        NULL AS indicator_code
    FROM intake.reported_progress
    UNION ALL
    SELECT
        part_id,
        NULL AS indicator_code
    FROM intake.reported_completion
    UNION ALL
    SELECT
        part_id,
        indicator_code
    FROM intake.reported_row
)

SELECT
    part.part,
    count(listed.part_id) AS listed,
    count(*) FILTER (WHERE indicator.measure = 'flow') AS flows
FROM intake.part
LEFT JOIN listed ON part.part_id = listed.part_id
LEFT JOIN reference.indicator ON listed.indicator_code = indicator.indicator_code
WHERE part.submission_id = :submission_id
GROUP BY part.part
