-- A submission with the number that it had.
INSERT INTO intake.submission (
    submission_id, file_name, sent_as, folder, sha256, size_bytes, arrived_at, received_at, again_of
)
OVERRIDING SYSTEM VALUE
VALUES (
    :submission_id, :file_name, :sent_as, :folder, :sha256, :size_bytes, :arrived_at, :received_at, :again_of
)
