-- The submission with the same bytes for the same return of which all that was accepted is in force. None
-- while another version of the return is held: then sending the right file again is the answer to it.
-- The same bytes may be another return's: a file's name may tell whose it is and of which period.
SELECT max(submission_id) AS submission_id
FROM intake.submission
WHERE
    sha256 = :sha256
    AND league_code = :league_code
    AND period = :period
    AND submission_id <> :submission_id
    AND intake.wholly_in_force(submission_id)
