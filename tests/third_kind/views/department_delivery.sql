CREATE VIEW warehouse.department_delivery AS
SELECT
    version.league_code,
    version.period,
    reported.subject_code AS department,
    cast(reported."values" ->> 'meetings' AS numeric) AS meetings,
    cast(reported."values" ->> 'funds' AS numeric) AS funds,
    reported."values" ->> 'delivery' AS delivery,
    cast(reported."values" ->> 'finished_on' AS date) AS finished_on,
    version.submission_id,
    version.known_from,
    version.source_file,
    version.sheet,
    reported.cells ->> 'funds' AS cell
FROM warehouse.version_in_force AS version
INNER JOIN intake.reported_row AS reported ON version.part_id = reported.part_id
WHERE version.return_kind = 'half_yearly' AND version.part = 'departments' AND version.known_until IS NULL;

COMMENT ON VIEW warehouse.department_delivery IS 'What departments did in a half year, as in force';
