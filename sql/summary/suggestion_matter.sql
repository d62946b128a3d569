-- What leagues suggested in the year, matter by matter, and what they are answered.
SELECT
    cast(:year AS integer) AS year,
    matter.*
FROM intake.suggested(cast(:matters AS jsonb), :as_of) AS matter
