-- How submissions stand of which something was accepted and nothing is in force any more.
SELECT
    part.submission_id,
    CASE WHEN bool_and(part.withdrawn_at IS NOT NULL) THEN 'withdrawn' ELSE 'superseded' END AS standing
FROM intake.part
LEFT JOIN intake.part_validity AS in_force
    ON part.part_id = in_force.part_id AND in_force.known_until IS NULL
WHERE part.submission_id = any(:submission_ids) AND part.verdict <> 'refused'
GROUP BY part.submission_id
HAVING bool_and(in_force.part_id IS NULL)
