-- Of each of these submissions that one with the same bytes for the same return of which all that was
-- accepted is in force. None while another version of the return is held: then sending the right file again
-- is the answer to it. The same bytes may be another return's: a file's name may tell whose it is and of
-- which period.
WITH same AS MATERIALIZED ( -- else whatever there is would be asked whether it is in force
    SELECT
        sent.submission_id,
        before.submission_id AS first_id,
        before.file_name,
        before.state
    FROM jsonb_populate_recordset(cast(NULL AS intake.submission), :sent) AS sent
    INNER JOIN intake.submission AS before
        ON
            sent.sha256 = before.sha256
            AND sent.league_code = before.league_code
            AND sent.period = before.period
            AND sent.submission_id <> before.submission_id
)

SELECT DISTINCT ON (submission_id)
    submission_id,
    first_id,
    file_name,
    state
FROM same
WHERE intake.wholly_in_force(first_id)
ORDER BY submission_id ASC, first_id DESC
