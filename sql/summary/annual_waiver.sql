-- The waivers that the tables of the year rest on, by its own returns and those of the years before it.
WITH used AS (
    SELECT DISTINCT finding.waiver_id
    FROM warehouse.finding AS finding
    INNER JOIN warehouse.version_in_force_as_of(:as_of) AS version
        ON finding.submission_id = version.submission_id AND finding.part = version.part
    WHERE
        version.year <= :year
        AND version.return_kind IN (
            SELECT owed.return_kind FROM reference.expected_return AS owed
            WHERE owed.in_annual_set
        )
        AND finding.found_at <= :as_of
)

SELECT
    cast(:year AS integer) AS year,
    waiver.waiver_id,
    waiver.league_code,
    waiver.period,
    waiver.part,
    waiver.rule_id,
    rule.name_zh AS rule_name_zh,
    waiver.indicator_code,
    waiver.project_no,
    waiver.reason,
    waiver.approved_by,
    waiver.approved_on,
    waiver.valid_to,
    league.name_zh AS league_name_zh
FROM used
INNER JOIN reference.waiver AS waiver ON used.waiver_id = waiver.waiver_id
INNER JOIN reference.rule AS rule ON waiver.rule_id = rule.rule_id
INNER JOIN reference.league AS league ON waiver.league_code = league.league_code
