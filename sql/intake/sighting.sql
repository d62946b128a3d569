-- When each of the files that lie in the inbox was first seen; those that left it are forgotten.
WITH lying AS (
    SELECT listed.inbox_path
    FROM unnest(cast(:inbox_paths AS text[])) AS listed (inbox_path)
),

gone AS (
    DELETE FROM intake.sighting
    WHERE inbox_path NOT IN (SELECT lying.inbox_path FROM lying)
),

seen AS (
    INSERT INTO intake.sighting (inbox_path, first_seen_at)
    SELECT
        lying.inbox_path,
        cast(:now AS timestamptz) AS first_seen_at
    FROM lying
    ON CONFLICT (inbox_path) DO UPDATE SET first_seen_at = sighting.first_seen_at
    RETURNING inbox_path, first_seen_at
)

SELECT
    inbox_path,
    first_seen_at
FROM seen
