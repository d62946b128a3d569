-- The alarm about this subject is open and was seen now.
INSERT INTO intake.alarm (alarm_id, subject, detail, first_seen_at, last_seen_at)
VALUES (:alarm_id, :subject, :detail, :moment, :moment)
ON CONFLICT (alarm_id, subject) WHERE cleared_at IS NULL
DO UPDATE SET detail = excluded.detail, last_seen_at = excluded.last_seen_at
