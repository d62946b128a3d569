UPDATE intake.finding SET resolved_at = :at
WHERE finding_id = ANY(:finding_ids)
