-- Claims a file: no row comes back if another worker has claimed the same file of the inbox.
INSERT INTO intake.submission (file_name, sent_as, folder, sha256, size_bytes, arrived_at, inbox_path)
VALUES (:file_name, :sent_as, :folder, :sha256, :size_bytes, :arrived_at, :inbox_path)
ON CONFLICT (inbox_path) WHERE inbox_path IS NOT NULL DO NOTHING
RETURNING submission_id
