-- What leagues suggested in the year, matter by matter, and what they are answered.
SELECT
    cast(:year AS integer) AS year,
    matter.*
FROM warehouse.matter(cast(:matters AS jsonb), :as_of) AS matter
