-- When the sweep first saw each file that lies in the inbox.
SELECT
    inbox_path,
    first_seen_at
FROM intake.sighting
