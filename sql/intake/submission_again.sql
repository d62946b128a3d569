-- A file that came in before, as a submission of its own.
INSERT INTO intake.submission (
    file_name, sent_as, folder, sha256, size_bytes, arrived_at, received_at, again_of
)
VALUES (:file_name, :sent_as, :folder, :sha256, :size_bytes, :arrived_at, :received_at, :again_of)
RETURNING submission_id
