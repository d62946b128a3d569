CREATE FUNCTION warehouse.return_status_as_of(moment timestamptz)
RETURNS TABLE (
    league_code text,
    return_kind text,
    period text,
    due_at timestamptz,
    effective_due_at timestamptz,
    arrived_at timestamptz,
    accepted_at timestamptz,
    timeliness text,
    versions integer,
    errors integer,
    warnings integer,
    year integer,
    quarter integer,
    due_rule text,
    outstanding text
)
LANGUAGE sql STABLE
AS $$
-- Of one return only its own parts are looked at.
WITH accepted AS NOT MATERIALIZED (
    SELECT * FROM warehouse.accepted_part_as_of(moment)
),

first_accepted AS (
    SELECT
        league_code, return_kind, period, part,
        min(arrived_at) AS arrived_at, min(accepted_at) AS accepted_at
    FROM accepted
    WHERE withdrawn_at IS NULL
    GROUP BY league_code, return_kind, period, part
),

completeness AS (
    SELECT
        owed.league_code, owed.return_kind, owed.period,
        bool_and(first_accepted.part IS NOT NULL) AS complete,
        max(first_accepted.arrived_at) AS arrived_at,
        max(first_accepted.accepted_at) AS accepted_at,
        string_agg(part.name_zh, '、' ORDER BY part.sequence) FILTER (WHERE first_accepted.part IS NULL)
            AS outstanding
    FROM reference.expected_return AS owed
    INNER JOIN reference.part AS part
        ON owed.return_kind = part.return_kind
        AND (part.asked_from IS NULL OR part.asked_from <= owed.ends_on)
    LEFT JOIN first_accepted
        ON owed.league_code = first_accepted.league_code AND owed.return_kind = first_accepted.return_kind
        AND owed.period = first_accepted.period AND part.part = first_accepted.part
    GROUP BY owed.league_code, owed.return_kind, owed.period
),

part_versions AS (
    -- A file that was taken up again, or was sent again when it had been withdrawn, is no other version.
    SELECT league_code, return_kind, period, part, count(DISTINCT sha256) AS versions
    FROM accepted
    GROUP BY league_code, return_kind, period, part
),

version_count AS (
    SELECT league_code, return_kind, period, CAST(max(versions) AS integer) AS versions
    FROM part_versions
    GROUP BY league_code, return_kind, period
),

in_force AS (
    SELECT submission_id, part
    FROM warehouse.version_in_force
    WHERE known_from <= moment AND (known_until > moment OR known_until IS NULL)
),

finding_count AS (
    SELECT
        finding.league_code, finding.return_kind, finding.period,
        CAST(count(*) FILTER (WHERE finding.severity = 'error') AS integer) AS errors,
        CAST(count(*) FILTER (
            WHERE finding.severity = 'warning' AND finding.explanation IS NULL
            AND EXISTS (
                SELECT FROM in_force
                WHERE in_force.submission_id = finding.submission_id
                AND in_force.part = coalesce(finding.part, in_force.part)
            )
        ) AS integer) AS warnings
    FROM warehouse.finding AS finding
    -- What was found in a file that was taken up again is resolved: the league is judged by what came of that.
    WHERE finding.found_at <= moment AND (finding.resolved_at > moment OR finding.resolved_at IS NULL)
    GROUP BY finding.league_code, finding.return_kind, finding.period
)

SELECT
    owed.league_code,
    owed.return_kind,
    owed.period,
    owed.due_at,
    owed.effective_due_at,
    CASE WHEN completeness.complete THEN completeness.arrived_at END,
    CASE WHEN completeness.complete THEN completeness.accepted_at END,
    CASE
        WHEN owed.exempt_from <= (moment AT TIME ZONE 'Asia/Shanghai')::date THEN 'exempt'
        WHEN completeness.complete AND completeness.arrived_at < due.over_at THEN 'on_time'
        WHEN completeness.complete THEN 'late'
        WHEN moment >= due.over_at THEN 'missing'
        ELSE 'not_due'
    END,
    coalesce(version_count.versions, 0),
    coalesce(finding_count.errors, 0),
    coalesce(finding_count.warnings, 0),
    owed.year,
    owed.quarter,
    owed.due_rule,
    completeness.outstanding
FROM reference.expected_return AS owed
-- The whole of its last second counts.
CROSS JOIN LATERAL (SELECT owed.effective_due_at + interval '1 second' AS over_at) AS due
LEFT JOIN completeness USING (league_code, return_kind, period)
LEFT JOIN version_count USING (league_code, return_kind, period)
LEFT JOIN finding_count USING (league_code, return_kind, period)
$$;

CREATE VIEW warehouse.return_status AS
SELECT * FROM warehouse.return_status_as_of(now());

COMMENT ON VIEW warehouse.return_status IS
'Every expected return: due, arrived, on time or not, and what was found in it';
COMMENT ON FUNCTION warehouse.return_status_as_of IS 'warehouse.return_status as it was known at the moment';
COMMENT ON COLUMN warehouse.return_status.league_code IS 'The league that owes it';
COMMENT ON COLUMN warehouse.return_status.return_kind IS 'quarterly or annual';
COMMENT ON COLUMN warehouse.return_status.period IS '2023Q1, or 2023 for the year';
COMMENT ON COLUMN warehouse.return_status.due_at IS
'Nominal due moment, its whole second inclusive';
COMMENT ON COLUMN warehouse.return_status.effective_due_at IS
'Due moment by the due rule, its whole second inclusive';
COMMENT ON COLUMN warehouse.return_status.arrived_at IS
'When it became complete: the last of its parts'' first accepted versions arrived; blank: it is not complete';
COMMENT ON COLUMN warehouse.return_status.accepted_at IS
'When the last of its parts was first accepted; blank: it is not complete';
COMMENT ON COLUMN warehouse.return_status.timeliness IS 'on_time, late, missing, not_due or exempt';
COMMENT ON COLUMN warehouse.return_status.versions IS
'Different files accepted, withdrawn ones too, of the part of it that has most';
COMMENT ON COLUMN warehouse.return_status.errors IS
'Errors found in all its submissions, but those that an operator had judged again';
COMMENT ON COLUMN warehouse.return_status.warnings IS
'Warnings of its versions in force that are neither explained nor resolved';
COMMENT ON COLUMN warehouse.return_status.year IS 'Year of the period';
COMMENT ON COLUMN warehouse.return_status.quarter IS 'Quarter of the period; blank for a year';
COMMENT ON COLUMN warehouse.return_status.due_rule IS 'The rule that moved the due date';
COMMENT ON COLUMN warehouse.return_status.outstanding IS
'Parts that are not in yet, joined by 、; blank: it is complete';
