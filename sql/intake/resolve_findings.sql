UPDATE intake.finding SET resolved_at = :at
WHERE finding_id = any(:finding_ids)
