-- Progress that says word for word what the quarter before said, in a return made with a template: that lays
-- last quarter's words before the league, to be overwritten.
SELECT
    part.part,
    'progress' AS field,
    part.sheet,
    progress.project_no,
    NULL AS indicator_code,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    NULL::jsonb AS facts,
    progress.cells ->> 'progress' AS cell,
    progress.progress AS given
FROM intake.part
INNER JOIN intake.submission ON part.submission_id = submission.submission_id
INNER JOIN intake.part_validity
    ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
INNER JOIN reference.period AS period ON part.period = period.period
INNER JOIN intake.part AS earlier
    ON
        part.league_code = earlier.league_code
        AND part.return_kind = earlier.return_kind
        AND period.predecessor = earlier.period
        AND part.part = earlier.part
INNER JOIN intake.part_validity AS in_force
    ON earlier.part_id = in_force.part_id AND in_force.known_until IS NULL
INNER JOIN intake.reported_progress AS progress ON part.part_id = progress.part_id
INNER JOIN intake.reported_progress AS former
    ON
        earlier.part_id = former.part_id
        AND progress.project_no = former.project_no
        AND progress.progress = former.progress
WHERE part.submission_id = :submission_id AND submission.template_version IS NOT NULL
ORDER BY progress.project_no
