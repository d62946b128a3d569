-- Every question about the period, the newest first.
SELECT *
FROM intake.approval
WHERE period = :period
ORDER BY approval_id DESC
