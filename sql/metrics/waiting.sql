-- How many files were received and have no verdict.
SELECT count(*) AS value
FROM intake.submission
WHERE state = 'received'
