-- New rows get numbers after those that were in use.
SELECT
    setval(
        'intake.submission_submission_id_seq', (SELECT max(submission_id) FROM intake.submission)
    ) AS submission,
    setval('intake.part_part_id_seq', (SELECT max(part_id) FROM intake.part)) AS part,
    setval('intake.finding_finding_id_seq', (SELECT max(finding_id) FROM intake.finding)) AS finding,
    setval('intake.event_event_id_seq', (SELECT max(event_id) FROM intake.event)) AS event,
    setval('intake.approval_approval_id_seq', (SELECT max(approval_id) FROM intake.approval)) AS approval
