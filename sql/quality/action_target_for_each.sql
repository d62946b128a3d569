-- Each number of the plan that was set for a year up to this one stands in the whole action.
SELECT target.target_id
FROM reference.target AS target
WHERE
    target.from_year <= :year
    AND target.by_year >= (SELECT min(expected_return.year) FROM reference.expected_return)
    AND NOT EXISTS (
        SELECT FROM summary.action_target AS said
        WHERE said.year = :year AND said.target_id = target.target_id
    )
