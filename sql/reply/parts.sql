-- The parts of a submission, and the version of each that was in force before it.
WITH ours AS (
    SELECT
        part.*,
        (
            SELECT min(part_validity.known_from) FROM intake.part_validity
            WHERE part_validity.part_id = part.part_id
        ) AS first_in_force
    FROM intake.part
    WHERE part.submission_id = :submission_id
)

SELECT
    ours.part_id,
    ours.part,
    ours.return_kind,
    ours.sheet,
    ours.verdict,
    ours.withdrawn_at,
    withdrawal.actor AS withdrawn_by,
    withdrawal.reason AS withdrawn_because,
    earlier.part_id AS earlier_part_id,
    earlier.submission_id AS earlier_submission_id,
    earlier.file_name AS earlier_file
FROM ours
LEFT JOIN LATERAL (
    SELECT
        part.part_id,
        part.submission_id,
        submission.file_name
    FROM intake.part
    INNER JOIN intake.part_validity ON part.part_id = part_validity.part_id
    INNER JOIN intake.submission ON part.submission_id = submission.submission_id
    WHERE
        part.league_code = ours.league_code
        AND part.return_kind = ours.return_kind
        AND part.period = ours.period
        AND part.part = ours.part
        AND part_validity.known_from < ours.first_in_force
    ORDER BY part_validity.known_from DESC
    LIMIT 1
) AS earlier ON TRUE
LEFT JOIN LATERAL (
    SELECT
        event.actor,
        event.reason
    FROM intake.event
    WHERE
        event.submission_id = ours.submission_id
        AND event.part = ours.part
        AND event.verb = 'withdraw'
    ORDER BY event.event_id DESC
    LIMIT 1
) AS withdrawal ON ours.withdrawn_at IS NOT NULL
ORDER BY ours.part_id
