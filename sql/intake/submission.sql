-- Claims files, in the order given; `place` counts them from 1. None comes back of one that another worker
-- has claimed in the inbox.
WITH sent AS MATERIALIZED (
    SELECT
        given.ordinality AS place,
        nextval(pg_get_serial_sequence('intake.submission', 'submission_id')) AS submission_id,
        given.file_name,
        given.sent_as,
        given.folder,
        given.sha256,
        given.size_bytes,
        given.arrived_at,
        given.inbox_path
    FROM jsonb_populate_recordset(cast(NULL AS intake.submission), :files) WITH ORDINALITY AS given
),

claimed AS (
    INSERT INTO intake.submission (
        submission_id, file_name, sent_as, folder, sha256, size_bytes, arrived_at, inbox_path
    )
    OVERRIDING SYSTEM VALUE
    SELECT
        submission_id,
        file_name,
        sent_as,
        folder,
        sha256,
        size_bytes,
        arrived_at,
        inbox_path
    FROM sent
    ORDER BY place
    ON CONFLICT (inbox_path) WHERE inbox_path IS NOT NULL DO NOTHING
    RETURNING submission_id
)

SELECT
    sent.place,
    claimed.submission_id
FROM claimed
INNER JOIN sent ON claimed.submission_id = sent.submission_id
ORDER BY sent.place
