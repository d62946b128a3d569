-- When each file in the inbox was first seen.
SELECT
    inbox_path,
    first_seen_at
FROM intake.sighting
