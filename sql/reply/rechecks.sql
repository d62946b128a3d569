-- What the arrivals (or withdrawals) of submissions changed in their leagues' other returns.
SELECT
    cast(event.detail ->> 'by' AS bigint) AS by_id,
    event.submission_id,
    submission.file_name,
    submission.return_kind,
    submission.period,
    event.detail -> 'findings' AS findings,
    event.detail -> 'resolved' AS resolved
FROM intake.event
INNER JOIN intake.submission ON event.submission_id = submission.submission_id
WHERE event.verb = 'recheck' AND event.detail ->> 'by' = any(cast(:submission_ids AS text[]))
ORDER BY event.event_id
