-- What was found in a file that is taken up again is not true of it any more: it is judged anew.
UPDATE intake.finding SET resolved_at = :at
WHERE submission_id = :submission_id AND resolved_at IS NULL
RETURNING finding_id
