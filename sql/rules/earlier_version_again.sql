-- The bytes of an earlier submission, of which a version of this part counted until it was replaced: now they
-- have taken the place of what counted since. Once a submission, at the first of its parts that did.
SELECT
    again.part,
    NULL AS field,
    again.sheet,
    NULL AS cell,
    NULL::integer AS project_no,
    NULL AS indicator_code,
    NULL AS given,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    jsonb_build_object('earlier', earlier.submission_id, 'replaced', supersession.submission_id) AS facts
FROM intake.part AS again
INNER JOIN intake.submission AS sent ON again.submission_id = sent.submission_id
INNER JOIN intake.part AS replaced
    ON
        again.league_code = replaced.league_code
        AND again.return_kind = replaced.return_kind
        AND again.period = replaced.period
        AND again.part = replaced.part
INNER JOIN intake.event AS supersession
    ON
        replaced.submission_id = supersession.submission_id
        AND replaced.part = supersession.part
        AND again.submission_id = (supersession.detail ->> 'by')::bigint
INNER JOIN intake.part AS earlier
    ON
        again.league_code = earlier.league_code
        AND again.return_kind = earlier.return_kind
        AND again.period = earlier.period
        AND again.part = earlier.part
        AND replaced.submission_id > earlier.submission_id
INNER JOIN intake.submission AS sent_before
    ON earlier.submission_id = sent_before.submission_id AND sent.sha256 = sent_before.sha256
WHERE
    again.submission_id = :submission_id
    AND supersession.verb = 'supersede'
    AND supersession.from_state <> 'held'
    AND earlier.verdict IN ('accepted', 'accepted_with_warnings')
    AND earlier.counts_from IS NOT NULL
ORDER BY again.part_id ASC, earlier.submission_id DESC
LIMIT 1
