-- The return that the same bytes, under the same name and from the same league's folder, are in force as.
SELECT
    league_code,
    return_kind,
    period
FROM intake.submission
WHERE
    sha256 = :sha256
    AND file_name = :file_name
    AND folder = :league_code
    AND league_code = :league_code
    AND intake.wholly_in_force(submission_id)
ORDER BY submission_id DESC
LIMIT 1
