-- What is still open: unexplained warnings of versions in force, errors of parts without an accepted one.
WITH in_force AS (
    SELECT
        submission_id,
        league_code,
        return_kind,
        period,
        part
    FROM warehouse.version_in_force
    WHERE
        year = :year
        AND known_from <= :as_of
        AND (known_until > :as_of OR known_until IS NULL)
),

found AS (
    SELECT finding.*
    FROM warehouse.finding AS finding
    INNER JOIN reference.expected_return AS owed
        ON
            finding.league_code = owed.league_code
            AND finding.return_kind = owed.return_kind
            AND finding.period = owed.period
    WHERE
        owed.year = :year
        AND finding.found_at <= :as_of
        AND (finding.resolved_at > :as_of OR finding.resolved_at IS NULL)
),

warning AS (
    SELECT found.*
    FROM found
    WHERE
        found.severity = 'warning'
        AND found.explanation IS NULL
        AND EXISTS (
            SELECT FROM in_force
            WHERE
                found.submission_id = in_force.submission_id
                AND in_force.part = coalesce(found.part, in_force.part)
        )
),

-- Of a part, as long as nothing of it is in force; of a whole file, as long as not all of its return is. Of
-- files that were refused for the same only the latest counts, and any later one stands for a whole file.
error AS (
    SELECT found.*
    FROM found
    WHERE
        found.severity = 'error'
        AND EXISTS (
            SELECT FROM reference.part
            WHERE
                found.return_kind = part.return_kind
                AND part.part = coalesce(found.part, part.part)
                AND NOT EXISTS (
                    SELECT FROM in_force
                    WHERE
                        found.league_code = in_force.league_code
                        AND found.return_kind = in_force.return_kind
                        AND found.period = in_force.period
                        AND part.part = in_force.part
                )
        )
        AND NOT EXISTS (
            SELECT FROM found AS later
            WHERE
                later.severity = 'error'
                AND found.league_code = later.league_code
                AND found.return_kind = later.return_kind
                AND found.period = later.period
                AND coalesce(found.part = later.part, found.part IS NULL)
                AND found.submission_id < later.submission_id
        )
),

still_open AS (
    SELECT * FROM warning
    UNION ALL
    SELECT * FROM error
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
