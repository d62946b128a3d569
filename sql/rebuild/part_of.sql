-- A submission's part, and the return that it is of.
SELECT
    part_id,
    league_code,
    return_kind,
    period,
    part
FROM intake.part
WHERE submission_id = :submission_id AND part = :part
