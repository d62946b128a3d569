-- What is still open: unexplained warnings of versions in force, errors of parts without an accepted one.
WITH still_open AS (
    SELECT open_finding.*
    FROM warehouse.open_finding_as_of(:as_of) AS open_finding
    INNER JOIN reference.expected_return AS owed
        ON
            open_finding.league_code = owed.league_code
            AND open_finding.return_kind = owed.return_kind
            AND open_finding.period = owed.period
    WHERE owed.year = :year
)

SELECT
    cast(:year AS integer) AS year,
    cast(
        row_number() OVER (
            ORDER BY
                still_open.league_code, still_open.period, still_open.severity, still_open.found_at,
                still_open.finding_id
        ) AS integer
    ) AS place,
    still_open.league_code,
    still_open.period,
    still_open.part,
    still_open.severity,
    still_open.rule_id,
    rule.name_zh AS rule_name_zh,
    still_open.source_file,
    still_open.sheet,
    still_open.cell,
    still_open.project_no,
    still_open.indicator_code,
    still_open.given,
    still_open.expected,
    still_open.says_zh,
    still_open.to_do_zh,
    still_open.waiver_id,
    league.name_zh AS league_name_zh,
    still_open.submission_id
FROM still_open
INNER JOIN reference.league AS league ON still_open.league_code = league.league_code
INNER JOIN reference.rule AS rule ON still_open.rule_id = rule.rule_id
