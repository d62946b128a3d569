-- How submissions stand of which something was accepted and nothing is in force any more.
SELECT
    part.submission_id,
    CASE WHEN bool_and(part_standing.state = 'withdrawn') THEN 'withdrawn' ELSE 'superseded' END AS standing
FROM intake.part
INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
WHERE part.submission_id = any(:submission_ids) AND part.verdict <> 'refused'
GROUP BY part.submission_id
HAVING bool_and(part_standing.state IN ('withdrawn', 'superseded'))
