-- The files that should be in the archive.
SELECT DISTINCT sha256
FROM intake.submission
ORDER BY sha256
