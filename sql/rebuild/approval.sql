-- A question that was put down, with the number that it had.
INSERT INTO intake.approval (approval_id, period, content_sha256, as_of, asked_at)
OVERRIDING SYSTEM VALUE
VALUES (:approval_id, :period, :content_sha256, :at, :at)
