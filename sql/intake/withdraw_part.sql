UPDATE intake.part SET withdrawn_at = :at
WHERE part_id = :part_id
