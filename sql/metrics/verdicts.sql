-- How many times a file was given each verdict, a later judgement of the same file included.
SELECT
    event.to_state AS verdict,
    coalesce(
        rpad(left(coalesce(submission.league_code, submission.folder), :digits), 6, '0'),
        'unassigned'
    ) AS league,
    count(*) AS value
FROM intake.event AS event
INNER JOIN intake.submission AS submission ON event.submission_id = submission.submission_id
WHERE event.verb = 'judge' AND event.part IS NULL
GROUP BY 1, 2
