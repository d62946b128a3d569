DROP FUNCTION IF EXISTS intake.enterprise_beside;

CREATE FUNCTION intake.enterprise_beside(submission bigint)
RETURNS TABLE (
    part text,
    sheet text,
    header_cells jsonb,
    before_zh text,
    uscc text,
    here jsonb,
    before jsonb,
    cells jsonb,
    name text,
    name_before text,
    employees numeric,
    employees_before numeric
)
LANGUAGE sql STABLE
AS $$
WITH part_now AS (
    SELECT
        part.part_id,
        part.part,
        part.sheet,
        part.header_cells,
        month_before.name_zh AS before_zh,
        earlier.part_id AS before_id
    FROM intake.part
    INNER JOIN intake.part_validity
        ON part.part_id = part_validity.part_id AND part_validity.known_until IS NULL
    INNER JOIN reference.part AS asked ON part.return_kind = asked.return_kind AND part.part = asked.part
    INNER JOIN reference.period ON part.period = period.period
    INNER JOIN reference.period AS month_before ON period.predecessor = month_before.period
    INNER JOIN intake.part AS earlier
        ON
            part.league_code = earlier.league_code
            AND part.return_kind = earlier.return_kind
            AND part.part = earlier.part
            AND month_before.period = earlier.period
    INNER JOIN intake.part_validity AS earlier_validity
        ON earlier.part_id = earlier_validity.part_id AND earlier_validity.known_until IS NULL
    WHERE part.submission_id = enterprise_beside.submission AND asked.feeds = 'enterprises'
),

listed AS (
    SELECT reported_row.subject_code, reported_row."values", reported_row.cells
    FROM part_now
    INNER JOIN intake.reported_row ON part_now.part_id = reported_row.part_id
),

listed_before AS (
    SELECT reported_row.subject_code, reported_row."values"
    FROM part_now
    INNER JOIN intake.reported_row ON part_now.before_id = reported_row.part_id
),

-- Made before anything is asked of it: a condition on both sides would let them be joined row by row, which for
-- thousands takes minutes where the tables are not analysed yet.
beside AS MATERIALIZED (
    SELECT
        coalesce(listed.subject_code, listed_before.subject_code) AS uscc,
        listed."values" AS here,
        listed_before."values" AS before,
        listed.cells
    FROM listed
    FULL JOIN listed_before ON listed.subject_code = listed_before.subject_code
)

SELECT
    part_now.part,
    part_now.sheet,
    part_now.header_cells,
    part_now.before_zh,
    beside.uscc,
    beside.here,
    beside.before,
    beside.cells,
    beside.here ->> 'enterprise_name',
    beside.before ->> 'enterprise_name',
    cast(beside.here ->> 'employees' AS numeric),
    cast(beside.before ->> 'employees' AS numeric)
FROM part_now
CROSS JOIN beside
$$;

COMMENT ON FUNCTION intake.enterprise_beside IS
'Each enterprise of a month in force, or of the month before, as both say; nothing where either is not in force';
