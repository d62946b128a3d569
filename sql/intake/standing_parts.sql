-- The accepted parts of a submission that are not withdrawn.
SELECT
    part_id,
    submission_id,
    league_code,
    return_kind,
    period,
    part,
    verdict
FROM intake.part
WHERE
    submission_id = :submission_id
    AND verdict <> 'refused'
    AND withdrawn_at IS NULL
ORDER BY part
