-- The quarter before, of the same year, is owed and has no accepted data: the year-to-date was not checked.
WITH ours AS (
    SELECT DISTINCT
        league_code,
        year,
        quarter,
        sheet
    FROM part_in_force
    WHERE submission_id = :submission_id AND feeds = 'figures'
)

SELECT
    'data' AS part,
    'year_to_date' AS field,
    ours.sheet,
    NULL AS cell,
    NULL::integer AS project_no,
    NULL AS indicator_code,
    NULL AS given,
    earlier.period AS expected,
    NULL AS difference,
    NULL::jsonb AS facts,
    NULL AS remark
FROM ours
INNER JOIN reference.expected_return AS earlier
    ON
        ours.league_code = earlier.league_code
        AND ours.year = earlier.year
        AND ours.quarter = earlier.quarter + 1
WHERE
    NOT EXISTS (
        SELECT 1
        FROM part_in_force
        WHERE part_in_force.period = earlier.period AND part_in_force.feeds = 'figures'
    )
