-- The parts of submissions as they stand now, and the version of each that was in force before it.
WITH ours AS (
    SELECT
        part.*,
        validity.first_in_force,
        part_standing.verdict_now AS state,
        (
            -- A file that was taken up again is no other version.
            SELECT count(*)
            FROM intake.part AS version
            WHERE
                version.league_code = part.league_code
                AND version.return_kind = part.return_kind
                AND version.period = part.period
                AND version.part = part.part
                AND version.verdict <> 'refused'
                AND (version.decided_at, version.part_id) <= (part.decided_at, part.part_id)
                AND NOT EXISTS (
                    SELECT FROM intake.submission AS again
                    INNER JOIN intake.part AS theirs ON again.submission_id = theirs.submission_id
                    WHERE
                        again.again_of = version.submission_id
                        AND theirs.part = version.part
                        AND theirs.verdict <> 'refused'
                        AND (theirs.decided_at, theirs.part_id) <= (part.decided_at, part.part_id)
                )
        ) AS version
    FROM intake.part
    INNER JOIN intake.part_standing ON part.part_id = part_standing.part_id
    LEFT JOIN LATERAL (
        SELECT min(part_validity.known_from) AS first_in_force
        FROM intake.part_validity
        WHERE part_validity.part_id = part.part_id
    ) AS validity ON TRUE
    WHERE part.submission_id = any(cast(:submission_ids AS bigint[]))
)

SELECT
    ours.submission_id,
    ours.part_id,
    ours.part,
    ours.return_kind,
    ours.sheet,
    ours.header_cell,
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
