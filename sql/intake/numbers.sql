-- New rows get numbers after those that this warehouse has given, with a gap of so many.
SELECT setval(pg_get_serial_sequence(numbered.name, numbered.id), nullif(numbered.given + :gap, 0)) AS passed
FROM (
    SELECT
        'intake.submission' AS name,
        'submission_id' AS id,
        (SELECT coalesce(max(submission_id), 0) FROM intake.submission) AS given
    UNION ALL
    SELECT
        'intake.part' AS name,
        'part_id' AS id,
        (SELECT coalesce(max(part_id), 0) FROM intake.part) AS given
    UNION ALL
    SELECT
        'intake.finding' AS name,
        'finding_id' AS id,
        (SELECT coalesce(max(finding_id), 0) FROM intake.finding) AS given
    UNION ALL
    SELECT
        'intake.event' AS name,
        'event_id' AS id,
        (SELECT coalesce(max(event_id), 0) FROM intake.event) AS given
    UNION ALL
    SELECT
        'intake.approval' AS name,
        'approval_id' AS id,
        (SELECT coalesce(max(approval_id), 0) FROM intake.approval) AS given
) AS numbered
