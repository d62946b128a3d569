-- The return that the same bytes, under the same name and from the same league's folder, are in force as: of
-- each of these submissions of which there is one.
WITH same AS MATERIALIZED ( -- else whatever there is would be asked whether it is in force
    SELECT
        sent.submission_id,
        before.submission_id AS before_id,
        before.league_code,
        before.return_kind,
        before.period
    FROM intake.submission AS sent
    INNER JOIN intake.submission AS before
        ON
            sent.sha256 = before.sha256
            AND sent.file_name = before.file_name
            AND sent.folder = before.folder
            AND sent.folder = before.league_code
    WHERE sent.submission_id = any(cast(:submission_ids AS bigint[]))
)

SELECT DISTINCT ON (submission_id)
    submission_id,
    league_code,
    return_kind,
    period
FROM same
WHERE intake.wholly_in_force(before_id)
ORDER BY submission_id ASC, before_id DESC
