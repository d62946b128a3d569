-- Whether the system has kept files for longer than so many days.
SELECT
    coalesce(
        min(received_at) < cast(:moment AS timestamptz) - :threshold * interval '1 day', FALSE
    ) AS is_older
FROM intake.submission
