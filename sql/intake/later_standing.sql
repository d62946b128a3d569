-- The submissions that arrived later than this one and stand for a part that it brings, too.
SELECT DISTINCT later.submission_id
FROM intake.part AS ours
INNER JOIN intake.submission AS sent ON ours.submission_id = sent.submission_id
INNER JOIN intake.part AS later
    ON
        ours.league_code = later.league_code
        AND ours.return_kind = later.return_kind
        AND ours.period = later.period
        AND ours.part = later.part
INNER JOIN intake.submission AS sent_later ON later.submission_id = sent_later.submission_id
WHERE
    ours.submission_id = :submission_id
    AND ours.verdict <> 'refused'
    AND later.verdict <> 'refused'
    AND later.withdrawn_at IS NULL
    AND sent_later.arrived_at > sent.arrived_at
ORDER BY later.submission_id
