-- annual_return says of each return what the warehouse says now: due, in or not, versions, errors, warnings.
SELECT
    built.league_code,
    built.period,
    built.timeliness,
    known.timeliness AS timeliness_now,
    built.versions,
    known.versions AS versions_now,
    built.errors,
    known.errors AS errors_now,
    built.warnings,
    known.warnings AS warnings_now
FROM summary.annual_return AS built
INNER JOIN warehouse.return_status AS known
    ON
        built.league_code = known.league_code
        AND built.return_kind = known.return_kind
        AND built.period = known.period
WHERE
    built.year = :year
    AND (
        built.timeliness <> known.timeliness
        OR built.versions <> known.versions
        OR built.errors <> known.errors
        OR built.warnings <> known.warnings
        OR built.effective_due_at <> known.effective_due_at
        OR built.arrived_at IS DISTINCT FROM known.arrived_at
    )
