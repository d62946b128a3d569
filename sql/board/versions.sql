-- Every part of a return that ever came, part by part in order of time, and when it was in force.
SELECT
    part.part,
    part.submission_id,
    submission.file_name,
    arrival.arrived_at,
    part.decided_at,
    part.withdrawn_at,
    part.verdict,
    validity.known_from,
    validity.known_until,
    part_standing.verdict_now AS state,
    CASE
        WHEN part.verdict <> 'refused'
            THEN count(*) FILTER (WHERE part.verdict <> 'refused') OVER (
                PARTITION BY part.part ORDER BY part.decided_at, part.part_id
            )
    END AS version
FROM intake.part
INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
INNER JOIN intake.submission ON part.submission_id = submission.submission_id
INNER JOIN intake.arrival ON part.submission_id = arrival.submission_id
LEFT JOIN LATERAL (
    SELECT
        min(part_validity.known_from) AS known_from,
        max(part_validity.known_until) AS known_until
    FROM intake.part_validity
    WHERE part_validity.part_id = part.part_id
) AS validity ON TRUE
WHERE part.league_code = :league_code AND part.period = :period AND part.return_kind = :return_kind
ORDER BY part.part, part.decided_at, part.part_id
