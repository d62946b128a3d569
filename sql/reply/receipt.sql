-- A submission, and what is known of the return that it belongs to.
SELECT
    submission.sent_as AS file,
    submission.file_name,
    submission.folder,
    submission.submission_id,
    submission.sha256,
    submission.arrived_at,
    submission.league_code,
    league.name_zh AS league_zh,
    submission.return_kind,
    submission.period,
    submission.state AS verdict,
    submission.duplicate_of,
    status.due_at,
    status.effective_due_at,
    status.timeliness,
    status.versions,
    outstanding.parts AS outstanding
FROM intake.submission
LEFT JOIN reference.league ON submission.league_code = league.league_code
LEFT JOIN warehouse.return_status AS status
    ON
        submission.league_code = status.league_code
        AND submission.return_kind = status.return_kind
        AND submission.period = status.period
LEFT JOIN LATERAL (
    SELECT string_agg(part.name_zh, '、' ORDER BY part.part) AS parts
    FROM reference.part
    WHERE
        part.return_kind = submission.return_kind
        AND NOT EXISTS (
            SELECT 1
            FROM intake.part AS sent
            INNER JOIN intake.part_validity
                ON sent.part_id = part_validity.part_id AND part_validity.known_until IS NULL
            WHERE
                sent.league_code = submission.league_code
                AND sent.return_kind = submission.return_kind
                AND sent.period = submission.period
                AND sent.part = part.part
        )
) AS outstanding ON submission.league_code IS NOT NULL AND submission.period IS NOT NULL
WHERE submission.submission_id = :submission_id
