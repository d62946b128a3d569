CREATE VIEW analysis.open_warning AS
SELECT
    finding.finding_id,
    finding.league_code,
    area.name_zh AS league_name_zh,
    area.name_en AS league_name_en,
    finding.return_kind,
    finding.period,
    finding.part,
    finding.rule_id,
    rule.name_zh AS rule_name_zh,
    rule.name_en AS rule_name_en,
    finding.project_no,
    project.name_zh AS project_name_zh,
    project.name_en AS project_name_en,
    finding.indicator_code,
    indicator.name_zh AS indicator_name_zh,
    indicator.name_en AS indicator_name_en,
    finding.subject_code,
    finding.subject_zh,
    finding.given,
    finding.expected,
    finding.difference,
    finding.says_zh,
    finding.to_do_zh,
    finding.waiver_id,
    finding.found_at,
    cast(extract(DAY FROM now() - finding.found_at) AS integer) AS days_open,
    finding.submission_id,
    finding.source_file,
    finding.sheet,
    finding.cell
FROM warehouse.open_finding_as_of('infinity') AS finding
INNER JOIN reference.area AS area ON finding.league_code = area.league_code
LEFT JOIN reference.rule AS rule ON finding.rule_id = rule.rule_id
LEFT JOIN reference.project AS project ON finding.project_no = project.project_no
LEFT JOIN reference.indicator AS indicator ON finding.indicator_code = indicator.indicator_code
WHERE finding.severity = 'warning';

COMMENT ON VIEW analysis.open_warning IS
'Warnings of versions in force that nobody has explained or resolved: what leagues still have to answer';
COMMENT ON COLUMN analysis.open_warning.days_open IS 'Whole days since it was found';
