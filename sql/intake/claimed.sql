-- The submission that a file of the inbox has become while the file still lies there.
SELECT
    submission_id,
    sha256
FROM intake.submission
WHERE inbox_path = :inbox_path
