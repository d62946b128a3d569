-- What the department wrote last for the year, paragraph by paragraph; a form of an earlier year counts, too.
WITH latest AS (
    SELECT DISTINCT ON (section, subject)
        section,
        subject,
        words
    FROM intake.department_words
    WHERE
        written_at <= :as_of
        AND (year = :year OR (section = 'form' AND year < :year))
    ORDER BY section ASC, subject ASC, year DESC, written_at DESC
)

SELECT
    cast(:year AS integer) AS year,
    cast(row_number() OVER (ORDER BY latest.section, latest.subject, paragraph.position) AS integer) AS place,
    latest.section,
    latest.subject,
    paragraph.words
FROM latest
CROSS JOIN LATERAL unnest(latest.words) WITH ORDINALITY AS paragraph (words, position)
