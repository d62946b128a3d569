-- When each of the files that lie in the inbox was first seen; those that left it are forgotten.
WITH lying AS (
    SELECT path.inbox_path
    FROM unnest(CAST(:inbox_paths AS text [])) AS path (inbox_path)
),

gone AS (
    DELETE FROM intake.sighting
    WHERE inbox_path NOT IN (SELECT lying.inbox_path FROM lying)
),

seen AS (
    INSERT INTO intake.sighting (inbox_path, first_seen_at)
    SELECT lying.inbox_path, CAST(:now AS timestamptz)
    FROM lying
    ON CONFLICT (inbox_path) DO UPDATE SET first_seen_at = sighting.first_seen_at
    RETURNING inbox_path, first_seen_at
)

SELECT inbox_path, first_seen_at
FROM seen
