-- New rows get numbers after those that this warehouse has given, with a gap of so many.
SELECT
    setval(pg_get_serial_sequence(numbered.name, numbered.number), nullif(numbered.given + :gap, 0)) AS passed
FROM (
    SELECT
        'intake.submission' AS name,
        'submission_id' AS number,
        (SELECT coalesce(max(submission_id), 0) FROM intake.submission) AS given
    UNION ALL
    SELECT
        'intake.part',
        'part_id',
        (SELECT coalesce(max(part_id), 0) FROM intake.part)
    UNION ALL
    SELECT
        'intake.finding',
        'finding_id',
        (SELECT coalesce(max(finding_id), 0) FROM intake.finding)
    UNION ALL
    SELECT
        'intake.event',
        'event_id',
        (SELECT coalesce(max(event_id), 0) FROM intake.event)
    UNION ALL
    SELECT
        'intake.approval',
        'approval_id',
        (SELECT coalesce(max(approval_id), 0) FROM intake.approval)
) AS numbered
