-- Each number of the plan that was set for a year up to this one stands in the whole action.
SELECT target.target_id
FROM reference.target AS target
WHERE
    target.from_year <= :year
    AND target.by_year >= (SELECT min(expected_return.year) FROM reference.expected_return)
    AND NOT EXISTS (
        SELECT FROM summary.action_target AS built
        WHERE built.year = :year AND built.target_id = target.target_id
    )
