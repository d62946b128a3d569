-- An enterprise of the month before that is not in this one. One that had no figure then had been given up.
WITH ours AS (
    SELECT
        part.part_id,
        part.part,
        part.league_code,
        part.return_kind,
        part.sheet,
        part.header_cells,
        period.predecessor
    FROM intake.part
    INNER JOIN
        intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
    INNER JOIN reference.period ON part.period = period.period
    WHERE part.submission_id = :submission_id AND asked.feeds = 'enterprises'
)

SELECT
    ours.part,
    'uscc' AS field,
    ours.sheet,
    ours.header_cells ->> 'uscc' AS cell,
    NULL::integer AS project_no,
    NULL AS indicator_code,
    before.subject_code,
    before."values" ->> 'enterprise_name' AS subject_zh,
    before.subject_code AS given,
    NULL AS expected,
    NULL AS difference,
    NULL AS remark,
    jsonb_build_object('name', before."values" ->> 'enterprise_name', 'before', period.name_zh) AS facts
FROM ours
INNER JOIN intake.row_in_force AS before
    ON
        ours.league_code = before.league_code
        AND ours.return_kind = before.return_kind
        AND ours.part = before.part
        AND ours.predecessor = before.period
INNER JOIN reference.period ON before.period = period.period
WHERE
    before."values" ?| ARRAY['employees', 'vacancies', 'hired', 'next_month_demand', 'solved']
    AND NOT EXISTS (
        SELECT FROM intake.reported_row
        WHERE reported_row.part_id = ours.part_id AND reported_row.subject_code = before.subject_code
    )
ORDER BY before.subject_code
