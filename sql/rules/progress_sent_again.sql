-- Project progress whose words and money spent are those of the quarter before, nine tenths of either at
-- least: last quarter's sheet under a new date. Ten projects that have spent something are needed to tell.
WITH compared AS (
    SELECT
        quarterly_progress.*,
        (
            quarterly_progress.spent > 0
            AND quarterly_progress.spent = quarterly_progress.earlier_spent
            AND quarterly_progress.progress IS NOT DISTINCT FROM quarterly_progress.earlier_progress
        ) AS is_same,
        count(*) FILTER (WHERE quarterly_progress.spent > 0) OVER () AS spending,
        avg((quarterly_progress.spent = quarterly_progress.earlier_spent)::integer)
        FILTER (WHERE quarterly_progress.spent > 0)
            OVER () AS same_spent,
        avg(
            (quarterly_progress.progress IS NOT DISTINCT FROM quarterly_progress.earlier_progress)::integer
        ) OVER () AS same_words
    FROM quarterly_progress
)

SELECT
    'progress' AS part,
    'spent' AS field,
    sheet,
    project_no,
    NULL AS indicator_code,
    NULL AS expected,
    NULL AS difference,
    remark,
    cells AS row_cells,
    cells ->> 'spent' AS cell,
    trim_scale(spent)::text AS given,
    jsonb_build_object('before', earlier_period) AS facts
FROM compared
WHERE is_same AND spending >= 10 AND same_spent >= 0.9 AND same_words >= 0.9
ORDER BY project_no
