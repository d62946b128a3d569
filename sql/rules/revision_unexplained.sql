-- A workbook that took the place of an accepted version and does not say why: once a submission, at the first
-- of its parts that did. A text file has no place for a reason. The reason is the one that was recorded when
-- the versions changed places: it came with the file.
SELECT
    replacing.part,
    NULL AS field,
    replacing.sheet,
    NULL AS cell,
    NULL::integer AS project_no,
    NULL AS indicator_code,
    NULL AS given,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    jsonb_build_object('replaced', supersession.submission_id) AS facts
FROM intake.part AS replacing
INNER JOIN intake.part AS replaced
    ON
        replacing.league_code = replaced.league_code
        AND replacing.return_kind = replaced.return_kind
        AND replacing.period = replaced.period
        AND replacing.part = replaced.part
INNER JOIN intake.event AS supersession
    ON
        replaced.submission_id = supersession.submission_id
        AND replaced.part = supersession.part
        AND replacing.submission_id = (supersession.detail ->> 'by')::bigint
WHERE
    replacing.submission_id = :submission_id
    AND replacing.sheet IS NOT NULL
    AND supersession.verb = 'supersede'
    AND supersession.from_state <> 'held'
    AND supersession.reason IS NULL
    AND replaced.withdrawn_at IS NULL
ORDER BY replacing.part_id
LIMIT 1
