-- How many rows each part of a submission has in force, and how many of them are flows, which alone have a
-- year-to-date.
SELECT
    'data' AS part,
    count(*) AS listed,
    count(*) FILTER (WHERE measure = 'flow') AS flows
FROM intake.figure_in_force
WHERE submission_id = :submission_id
UNION ALL
SELECT
    'progress' AS part,
    count(*) AS listed,
    0 AS flows
FROM intake.progress_in_force
WHERE submission_id = :submission_id
UNION ALL
SELECT
    'completion' AS part,
    count(*) AS listed,
    0 AS flows
FROM intake.part
INNER JOIN intake.reported_completion ON part.part_id = reported_completion.part_id
WHERE part.submission_id = :submission_id
UNION ALL
SELECT
    part.part,
    count(*) AS listed,
    count(*) FILTER (WHERE indicator.measure = 'flow') AS flows
FROM intake.part
INNER JOIN intake.reported_row ON part.part_id = reported_row.part_id
LEFT JOIN reference.indicator ON reported_row.indicator_code = indicator.indicator_code
WHERE part.submission_id = :submission_id
GROUP BY part.part
