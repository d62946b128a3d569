-- Money that the league gave before and gives no more: in an earlier version of the return that was not
-- withdrawn, else in the quarter before, of the same year. Asked at the blank cell, or at the header where
-- the column is not there. Where nothing new is filled in, status_missing asks for the row as a whole.
WITH ours AS (
    SELECT
        part.*,
        owed.year,
        owed.quarter
    FROM intake.part
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN reference.expected_return AS owed
        ON
            part.league_code = owed.league_code
            AND part.return_kind = owed.return_kind
            AND part.period = owed.period
    WHERE part.submission_id = :submission_id AND part.part = 'progress'
),

earlier_version AS (
    SELECT
        version.part_id,
        version.decided_at,
        1 AS place,
        concat('第 ', version.submission_id, ' 号报送') AS said_by
    FROM ours
    INNER JOIN intake.part AS version
        ON
            ours.league_code = version.league_code
            AND ours.return_kind = version.return_kind
            AND ours.period = version.period
            AND ours.part = version.part
            AND (ours.decided_at, ours.part_id) > (version.decided_at, version.part_id)
    WHERE version.verdict <> 'refused' AND version.counts_from IS NOT NULL AND version.withdrawn_at IS NULL
),

quarter_before AS (
    SELECT
        version.part_id,
        version.decided_at,
        2 AS place,
        '上季度' AS said_by
    FROM ours
    INNER JOIN reference.expected_return AS owed
        ON
            ours.league_code = owed.league_code
            AND ours.return_kind = owed.return_kind
            AND ours.year = owed.year
            AND ours.quarter = owed.quarter + 1
    INNER JOIN intake.part AS version
        ON
            owed.league_code = version.league_code
            AND owed.return_kind = version.return_kind
            AND owed.period = version.period
            AND ours.part = version.part
    INNER JOIN intake.part_validity
        ON version.part_id = part_validity.part_id AND part_validity.known_until IS NULL
),

given AS (
    SELECT DISTINCT ON (progress.project_no, money.field)
        progress.project_no,
        money.*,
        before.said_by
    FROM (
        SELECT * FROM earlier_version
        UNION ALL
        SELECT * FROM quarter_before
    ) AS before
    INNER JOIN intake.reported_progress AS progress ON before.part_id = progress.part_id
    CROSS JOIN
        LATERAL (
            VALUES ('budget', '预算安排', progress.budget), ('spent', '累计支出', progress.spent)
        ) AS money (field, column_zh, figure)
    WHERE money.figure IS NOT NULL
    ORDER BY
        progress.project_no ASC,
        money.field ASC,
        before.place ASC,
        before.decided_at DESC,
        before.part_id DESC
)

SELECT
    ours.part,
    given.field,
    ours.sheet,
    progress.project_no,
    NULL AS indicator_code,
    NULL AS given,
    NULL AS difference,
    progress.remark,
    coalesce(progress.cells ->> given.field, ours.header_cell) AS cell,
    trim_scale(given.figure)::text AS expected,
    jsonb_build_object('column', given.column_zh, 'before', given.said_by) AS facts
FROM ours
INNER JOIN intake.reported_progress AS progress ON ours.part_id = progress.part_id
INNER JOIN given ON progress.project_no = given.project_no
WHERE
    CASE given.field WHEN 'budget' THEN progress.budget ELSE progress.spent END IS NULL
    AND num_nonnulls(progress.status, progress.progress, progress.spent) > 0
ORDER BY progress.project_no, given.field
