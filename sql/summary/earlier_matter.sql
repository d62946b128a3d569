-- The matters of the year before, and what has come of them.
SELECT
    cast(:year AS integer) AS year,
    cast(:year - 1 AS integer) AS said_in,
    matter.*
FROM intake.suggested(cast(:matters_before AS jsonb), :as_of) AS matter
