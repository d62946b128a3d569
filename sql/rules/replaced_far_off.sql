-- A figure a hundred times as high as the accepted one that it replaces, or a hundredth of it: often the
-- wrong file or the wrong unit over what was right. Not asked where the accepted one is in doubt itself: an
-- open warning of its row gives for it something ten times off. The same bytes, judged again, are no change.
WITH ours AS (
    SELECT
        part.*,
        submission.sha256,
        part_validity.known_from
    FROM intake.part
    INNER JOIN intake.submission ON part.submission_id = submission.submission_id
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    WHERE part.submission_id = :submission_id
),

replaced AS (
    SELECT DISTINCT ON (ours.part_id)
        ours.part_id AS by_part,
        earlier.part_id,
        earlier.submission_id,
        submission.sha256 = ours.sha256 AS is_the_same
    FROM ours
    INNER JOIN intake.part AS earlier
        ON
            ours.league_code = earlier.league_code
            AND ours.return_kind = earlier.return_kind
            AND ours.period = earlier.period
            AND ours.part = earlier.part
            AND ours.part_id <> earlier.part_id
            AND earlier.withdrawn_at IS NULL
    INNER JOIN intake.part_validity
        ON earlier.part_id = part_validity.part_id AND ours.known_from >= part_validity.known_from
    INNER JOIN intake.submission ON earlier.submission_id = submission.submission_id
    ORDER BY ours.part_id ASC, part_validity.known_from DESC, earlier.submission_id DESC
),

-- Of the two parts, not of all that there are.
compared AS (
    SELECT by_part AS part_id FROM replaced
    UNION ALL
    SELECT part_id FROM replaced
),

stated AS MATERIALIZED (
    SELECT
        reported.part_id,
        reported.indicator_code,
        NULL::integer AS project_no,
        reported.row_no,
        reported.remark,
        reported.cells,
        stated.*
    FROM intake.reported_figure AS reported
    CROSS JOIN
        LATERAL (
            VALUES (1, 'figure', reported.figure), (2, 'year_to_date', reported.year_to_date)
        ) AS stated (place, field, figure)
    WHERE reported.part_id = any(array(SELECT compared.part_id FROM compared))
    UNION ALL
    SELECT
        reported.part_id,
        NULL AS indicator_code,
        reported.project_no,
        reported.row_no,
        reported.remark,
        reported.cells,
        stated.*
    FROM intake.reported_progress AS reported
    CROSS JOIN
        LATERAL (
            VALUES (1, 'budget', reported.budget), (2, 'spent', reported.spent)
        ) AS stated (place, field, figure)
    WHERE reported.part_id = any(array(SELECT compared.part_id FROM compared))
    UNION ALL
    SELECT
        reported.part_id,
        NULL AS indicator_code,
        reported.project_no,
        reported.row_no,
        NULL AS remark,
        reported.cells,
        stated.*
    FROM intake.reported_completion AS reported
    CROSS JOIN
        LATERAL (
            VALUES (1, 'target', reported.target), (2, 'completed', reported.completed)
        ) AS stated (place, field, figure)
    WHERE reported.part_id = any(array(SELECT compared.part_id FROM compared))
),

pair AS (
    SELECT
        ours.part_id,
        ours.part,
        ours.sheet,
        replaced.submission_id AS replaced,
        sent.row_no,
        sent.place,
        sent.field,
        sent.project_no,
        sent.indicator_code,
        sent.cells ->> sent.field AS cell,
        sent.figure,
        former.figure AS former_figure,
        former.cells AS former_cells,
        -- What stood beside the figure that was right explains another one no more.
        nullif(sent.remark, former.remark) AS remark
    FROM ours
    INNER JOIN replaced ON ours.part_id = replaced.by_part AND NOT replaced.is_the_same
    INNER JOIN stated AS sent ON ours.part_id = sent.part_id
    INNER JOIN stated AS former
        ON
            replaced.part_id = former.part_id
            AND sent.field = former.field
            AND (sent.indicator_code = former.indicator_code OR sent.project_no = former.project_no)
    WHERE
        least(sent.figure, former.figure) > 0
        AND greatest(sent.figure, former.figure) >= 100 * least(sent.figure, former.figure)
),

-- Apart, so that nothing is taken for a number before it is seen to be one.
doubted AS MATERIALIZED (
    SELECT
        finding.submission_id,
        finding.part,
        cell.about ->> 'cell' AS cell,
        (cell.about ->> 'given')::numeric AS given,
        (cell.about ->> 'expected')::numeric AS expected
    FROM intake.finding
    CROSS JOIN LATERAL jsonb_array_elements(finding.cells) AS cell (about)
    WHERE
        finding.submission_id IN (SELECT replaced.submission_id FROM replaced)
        AND finding.severity = 'warning'
        AND finding.explanation IS NULL
        AND finding.resolved_at IS NULL
        AND cell.about ->> 'given' ~ '^[0-9]+([.][0-9]+)?$'
        AND cell.about ->> 'expected' ~ '^[0-9]+([.][0-9]+)?$'
)

SELECT
    pair.part,
    pair.field,
    pair.sheet,
    pair.project_no,
    pair.indicator_code,
    pair.remark,
    pair.cell,
    trim_scale(pair.figure)::text AS given,
    trim_scale(pair.former_figure)::text AS expected,
    trim_scale(pair.figure - pair.former_figure)::text AS difference,
    jsonb_build_object('replaced', pair.replaced) AS facts
FROM pair
WHERE
    NOT EXISTS (
        SELECT FROM doubted
        INNER JOIN LATERAL jsonb_each_text(pair.former_cells) AS own (field, cell)
            ON doubted.cell = own.cell
        WHERE
            doubted.submission_id = pair.replaced
            AND doubted.part = pair.part
            AND greatest(doubted.given, doubted.expected) >= 9 * least(doubted.given, doubted.expected)
    )
ORDER BY pair.part_id, pair.row_no, pair.place
