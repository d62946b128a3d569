-- The returns expected are those on time, late, missing and not due together.
SELECT
    league_code,
    expected,
    on_time,
    late,
    missing,
    not_due
FROM summary.annual_reporting
WHERE year = :year AND expected <> on_time + late + missing + not_due
