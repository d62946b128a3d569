-- What answers warnings in the version of a return that is in force: by rule, subject and values compared.
SELECT
    finding.rule_id,
    finding.part,
    finding.explanation,
    coalesce(finding.indicator_code, cell.about ->> 'indicator_code') AS indicator_code,
    coalesce(finding.project_no, cast(cell.about ->> 'project_no' AS integer)) AS project_no,
    coalesce(finding.subject_code, cell.about ->> 'subject_code') AS subject_code,
    coalesce(cell.about ->> 'given', finding.given) AS given,
    coalesce(cell.about ->> 'expected', finding.expected) AS expected,
    coalesce(finding.explained_by, finding.submission_id) AS explained_by
FROM intake.part
INNER JOIN intake.part_validity ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
INNER JOIN intake.finding ON part.submission_id = finding.submission_id AND part.part = finding.part
CROSS JOIN LATERAL jsonb_array_elements(finding.cells) AS cell (about)
WHERE
    part.league_code = :league_code
    AND part.return_kind = :return_kind
    AND part.period = :period
    AND finding.explanation IS NOT NULL
ORDER BY finding.finding_id
