-- What is in force belongs to a return that is owed in the action, and its period was over by then.
SELECT
    version.league_code,
    version.period,
    version.part,
    version.submission_id,
    version.known_from,
    owed.ends_on
FROM warehouse.version_in_force AS version
LEFT JOIN reference.expected_return AS owed
    ON
        version.league_code = owed.league_code
        AND version.return_kind = owed.return_kind
        AND version.period = owed.period
WHERE
    version.year = :year
    AND (owed.period IS NULL OR owed.ends_on >= cast(version.known_from AT TIME ZONE 'Asia/Shanghai' AS date))
