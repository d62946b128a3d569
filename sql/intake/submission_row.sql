-- The submissions of these numbers, in their order.
SELECT
    submission_id,
    file_name,
    sent_as,
    folder,
    sha256,
    size_bytes,
    arrived_at,
    league_code,
    return_kind,
    period,
    state,
    duplicate_of,
    again_of,
    decided_at
FROM intake.submission
WHERE submission_id = any(cast(:submission_ids AS bigint[]))
ORDER BY array_position(cast(:submission_ids AS bigint[]), submission_id)
