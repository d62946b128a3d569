-- A year's budget that is not last quarter's of the same year; not where that would cover what was spent and
-- this does not, which is asked already, with the budget beside it.
SELECT
    'progress' AS part,
    'budget' AS field,
    sheet,
    project_no,
    NULL AS indicator_code,
    NULL::jsonb AS facts,
    remark,
    cells ->> 'budget' AS cell,
    trim_scale(budget)::text AS given,
    trim_scale(earlier_budget)::text AS expected,
    trim_scale(budget - earlier_budget)::text AS difference
FROM quarterly_progress
WHERE
    quarter > 1
    AND budget <> earlier_budget
    AND (spent > budget AND spent <= earlier_budget) IS NOT TRUE
ORDER BY project_no
