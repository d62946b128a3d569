-- A county's year-to-date that is not that of the period before it, in the same year, plus the period's
-- figure.
SELECT
    ours.part,
    'year_to_date' AS field,
    ours.sheet,
    ours.cells ->> 'year_to_date' AS cell,
    indicator.project_no,
    ours.indicator_code,
    ours.cells AS row_cells,
    ours.subject_code,
    county.county_name_zh AS subject_zh,
    cast(trim_scale(ours.year_to_date) AS text) AS given,
    cast(trim_scale(before.year_to_date + ours.figure) AS text) AS expected,
    cast(trim_scale(ours.year_to_date - before.year_to_date - ours.figure) AS text) AS difference,
    ours."values" ->> 'remark' AS remark,
    jsonb_build_object('county', county.county_name_zh, 'name', indicator.name_zh) AS facts
FROM counties AS ours
INNER JOIN counties AS before
    ON
        ours.return_kind = before.return_kind
        AND ours.predecessor = before.period
        AND ours.year = before.year
        AND ours.subject_code = before.subject_code
        AND ours.indicator_code = before.indicator_code
INNER JOIN reference.indicator AS indicator ON ours.indicator_code = indicator.indicator_code
INNER JOIN reference.county AS county ON ours.subject_code = county.county_code
WHERE ours.submission_id = :submission_id AND ours.year_to_date <> before.year_to_date + ours.figure
ORDER BY ours.subject_code, ours.indicator_code
