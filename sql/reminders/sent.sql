-- What was sent about returns, the latest first.
SELECT
    league_code,
    return_kind,
    period,
    for_day,
    sent_to,
    sent_at
FROM intake.reminder
WHERE return_kind IS NOT NULL AND sent_at <= :moment
ORDER BY sent_at DESC, reminder_id DESC
