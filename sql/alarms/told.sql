-- A mail has said so.
UPDATE intake.alarm SET
    told_at = CASE WHEN cleared_at IS NULL THEN :moment ELSE told_at END,
    told_count = told_count + CASE WHEN cleared_at IS NULL THEN 1 ELSE 0 END,
    end_told_at = CASE WHEN cleared_at IS NOT NULL THEN cast(:moment AS timestamptz) END
WHERE alarm_no = any(cast(:alarm_nos AS bigint[]))
