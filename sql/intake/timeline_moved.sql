-- How far this warehouse has come, and in which timeline.
WITH other AS (
    DELETE FROM intake.timeline
    WHERE name <> :name
)

INSERT INTO intake.timeline (name, events)
VALUES (:name, :events)
ON CONFLICT (name) DO UPDATE SET events = excluded.events
