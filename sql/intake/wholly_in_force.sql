DROP FUNCTION IF EXISTS intake.wholly_in_force;

CREATE FUNCTION intake.wholly_in_force(submission bigint) RETURNS boolean
LANGUAGE sql STABLE
AS $$
SELECT
    coalesce(bool_and(part_standing.state = part.verdict), FALSE)
    AND NOT coalesce(bool_or(EXISTS (
        SELECT FROM intake.part AS other
        INNER JOIN intake.part_standing AS standing ON other.part_id = standing.part_id
        WHERE
            other.league_code = part.league_code
            AND other.return_kind = part.return_kind
            AND other.period = part.period
            AND other.held
            AND standing.state = 'held'
    )), FALSE)
FROM intake.part
INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
WHERE part.submission_id = wholly_in_force.submission AND part.verdict <> 'refused'
$$;

COMMENT ON FUNCTION intake.wholly_in_force IS
'Whether all that was accepted of the submission is in force, while no version of its return is held';
