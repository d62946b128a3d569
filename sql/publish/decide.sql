UPDATE intake.approval
SET decision = :decision, actor = :actor, reason = :reason, decided_at = :moment
WHERE approval_id = :approval_id AND decision IS NULL
RETURNING period, content_sha256
