-- What has been held for too many days, and neither answered nor decided.
SELECT
    'submission ' || part.submission_id AS subject,
    concat_ws(
        ' ', league.name_zh, period.name_zh, string_agg(known.name_zh, '、' ORDER BY known.name_zh)
    ) AS detail
FROM intake.part
INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
INNER JOIN reference.league ON part.league_code = league.league_code
INNER JOIN reference.period ON part.period = period.period
INNER JOIN reference.part AS known
    ON part.return_kind = known.return_kind AND part.part = known.part
WHERE
    part_standing.state = 'held'
    AND part.decided_at <= cast(:moment AS timestamptz) - :threshold * interval '1 day'
GROUP BY part.submission_id, league.name_zh, period.name_zh
ORDER BY part.submission_id
