-- A county has fewer of what lasts once it is there (parks, training bases) than in the period before.
SELECT
    ours.part,
    'figure' AS field,
    ours.sheet,
    ours.cells ->> 'figure' AS cell,
    indicator.project_no,
    ours.indicator_code,
    ours.subject_code,
    county.county_name_zh AS subject_zh,
    cast(trim_scale(ours.figure) AS text) AS given,
    cast(trim_scale(before.figure) AS text) AS expected,
    cast(trim_scale(ours.figure - before.figure) AS text) AS difference,
    ours."values" ->> 'remark' AS remark,
    jsonb_build_object('county', county.county_name_zh, 'name', indicator.name_zh) AS facts
FROM counties AS ours
INNER JOIN counties AS before
    ON
        ours.return_kind = before.return_kind
        AND ours.predecessor = before.period
        AND ours.subject_code = before.subject_code
        AND ours.indicator_code = before.indicator_code
INNER JOIN reference.indicator AS indicator ON ours.indicator_code = indicator.indicator_code
INNER JOIN reference.county AS county ON ours.subject_code = county.county_code
WHERE ours.submission_id = :submission_id AND indicator.lasting AND ours.figure < before.figure
ORDER BY ours.subject_code, ours.indicator_code
