-- The parts of a submission as they stand now, and the version of each that was in force before it.
WITH ours AS (
    SELECT
        part.*,
        validity.first_in_force,
        CASE
            WHEN part.verdict = 'refused' THEN 'refused'
            WHEN part.withdrawn_at IS NOT NULL THEN 'withdrawn'
            WHEN validity.is_in_force THEN part.verdict
            ELSE 'superseded'
        END AS state,
        (
            SELECT count(DISTINCT submission.sha256)
            FROM intake.part AS version
            INNER JOIN intake.submission ON version.submission_id = submission.submission_id
            WHERE
                version.league_code = part.league_code
                AND version.return_kind = part.return_kind
                AND version.period = part.period
                AND version.part = part.part
                AND version.verdict <> 'refused'
                AND (version.decided_at, version.part_id) <= (part.decided_at, part.part_id)
        ) AS version
    FROM intake.part
    LEFT JOIN LATERAL (
        SELECT
            min(part_validity.known_from) AS first_in_force,
            coalesce(bool_or(part_validity.known_until IS NULL), FALSE) AS is_in_force
        FROM intake.part_validity
        WHERE part_validity.part_id = part.part_id
    ) AS validity ON TRUE
    WHERE part.submission_id = :submission_id
)

SELECT
    ours.part_id,
    ours.part,
    ours.return_kind,
    ours.sheet,
    ours.verdict,
    ours.state,
    ours.version,
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
