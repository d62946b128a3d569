-- What the arrival (or the withdrawal) of a submission changed in the league's other returns.
SELECT
    event.submission_id,
    submission.file_name,
    submission.return_kind,
    submission.period,
    event.detail -> 'findings' AS findings,
    event.detail -> 'resolved' AS resolved
FROM intake.event
INNER JOIN intake.submission ON event.submission_id = submission.submission_id
WHERE event.verb = 'recheck' AND event.detail ->> 'by' = cast(:submission_id AS text)
ORDER BY event.event_id
