-- annual_waiver lists each waiver that versions in force rest on, and only waivers of the register.
WITH used AS (
    SELECT DISTINCT finding.waiver_id
    FROM warehouse.finding AS finding
    INNER JOIN warehouse.version_in_force AS version
        ON finding.submission_id = version.submission_id AND finding.part = version.part
    INNER JOIN reference.waiver AS waiver ON finding.waiver_id = waiver.waiver_id
    WHERE version.year <= :year AND version.known_until IS NULL
),

built AS (
    SELECT * FROM summary.annual_waiver
    WHERE year = :year
)

SELECT
    coalesce(used.waiver_id, built.waiver_id) AS waiver_id,
    built.waiver_id IS NULL AS lacking
FROM used
FULL JOIN built
    ON used.waiver_id = built.waiver_id
WHERE used.waiver_id IS NULL OR built.waiver_id IS NULL
