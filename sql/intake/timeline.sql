-- The timeline that this warehouse is of, and how many events it has logged; no row before the first.
SELECT
    name,
    events
FROM intake.timeline
