INSERT INTO intake.approval (period, content_sha256, as_of, asked_at)
VALUES (:period, :content_sha256, :as_of, :as_of)
RETURNING approval_id
