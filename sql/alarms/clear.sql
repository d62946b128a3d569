-- The alarm's rows are over but for the subjects that were found again.
UPDATE intake.alarm SET cleared_at = :moment
WHERE alarm_id = :alarm_id AND cleared_at IS NULL AND subject <> all(cast(:subjects AS text[]))
