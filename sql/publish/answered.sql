-- Every answered question about the period, the last answer first.
SELECT *
FROM intake.approval
WHERE period = :period AND decision IS NOT NULL
ORDER BY decided_at DESC, approval_id DESC
