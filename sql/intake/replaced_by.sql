-- The submission that is in force instead of one of which nothing is in force any more.
SELECT max(theirs.submission_id) AS submission_id
FROM intake.part AS ours
INNER JOIN intake.part AS theirs
    ON
        ours.league_code = theirs.league_code
        AND ours.return_kind = theirs.return_kind
        AND ours.period = theirs.period
        AND ours.part = theirs.part
INNER JOIN intake.part_validity
    ON theirs.part_id = part_validity.part_id AND part_validity.known_until IS NULL
WHERE ours.submission_id = :submission_id AND ours.verdict <> 'refused'
HAVING bool_and(theirs.submission_id <> ours.submission_id)
