INSERT INTO summary.edition (
    period, edition_no, as_of, content_sha256, approved_by, approved_at, published_at, registry_sha256, folder
)
VALUES (
    :period, :edition_no, :as_of, :content_sha256, :approved_by, :approved_at, :published_at,
    :registry_sha256, :folder
)
