-- Whoever inserts the row sends the mail: another transaction waits for it, and inserts none.
INSERT INTO intake.reminder (league_code, return_kind, period, reminder, for_day, sent_to, sent_at)
VALUES (:league_code, :return_kind, :period, :reminder, :for_day, :sent_to, :moment)
ON CONFLICT DO NOTHING
RETURNING reminder_id
