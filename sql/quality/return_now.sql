-- annual_return says of each return what the warehouse says now: due, in or not, versions, errors, warnings.
SELECT
    said.league_code,
    said.period,
    said.timeliness,
    known.timeliness AS timeliness_now,
    said.versions,
    known.versions AS versions_now,
    said.errors,
    known.errors AS errors_now,
    said.warnings,
    known.warnings AS warnings_now
FROM summary.annual_return AS said
INNER JOIN warehouse.return_status AS known
    ON
        said.league_code = known.league_code
        AND said.return_kind = known.return_kind
        AND said.period = known.period
WHERE
    said.year = :year
    AND (
        said.timeliness <> known.timeliness
        OR said.versions <> known.versions
        OR said.errors <> known.errors
        OR said.warnings <> known.warnings
        OR said.effective_due_at <> known.effective_due_at
        OR said.arrived_at IS DISTINCT FROM known.arrived_at
    )
