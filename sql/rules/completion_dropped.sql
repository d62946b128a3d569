-- A figure of a project's completion that an earlier version of the return gave, which was not withdrawn, and
-- that is given no more. Asked at the blank cell.
WITH ours AS (
    SELECT part.*
    FROM intake.part
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    WHERE part.submission_id = :submission_id AND part.part = 'completion'
),

given AS (
    SELECT DISTINCT ON (completion.project_no, account.field)
        completion.project_no,
        version.submission_id,
        account.*
    FROM ours
    INNER JOIN intake.part AS version
        ON
            ours.league_code = version.league_code
            AND ours.return_kind = version.return_kind
            AND ours.period = version.period
            AND ours.part = version.part
            AND (ours.decided_at, ours.part_id) > (version.decided_at, version.part_id)
    INNER JOIN intake.reported_completion AS completion ON version.part_id = completion.part_id
    CROSS JOIN
        LATERAL (
            VALUES
            ('target', '年度目标', completion.target),
            ('completed', '年度完成', completion.completed),
            ('rate', '完成率', completion.rate)
        ) AS account (field, column_zh, figure)
    WHERE
        version.verdict <> 'refused'
        AND version.counts_from IS NOT NULL
        AND version.withdrawn_at IS NULL
        AND account.figure IS NOT NULL
    ORDER BY completion.project_no ASC, account.field ASC, version.decided_at DESC, version.part_id DESC
)

SELECT
    ours.part,
    given.field,
    ours.sheet,
    completion.project_no,
    NULL AS indicator_code,
    NULL AS given,
    NULL AS difference,
    NULL AS remark,
    coalesce(completion.cells ->> given.field, ours.header_cell) AS cell,
    trim_scale(given.figure)::text AS expected,
    jsonb_build_object('column', given.column_zh, 'before', given.submission_id) AS facts
FROM ours
INNER JOIN intake.reported_completion AS completion ON ours.part_id = completion.part_id
INNER JOIN given ON completion.project_no = given.project_no
WHERE
    CASE given.field
        WHEN 'target' THEN completion.target
        WHEN 'completed' THEN completion.completed
        ELSE completion.rate
    END IS NULL
ORDER BY completion.project_no, given.field
