-- What the department wrote last under each heading of a year.
SELECT DISTINCT ON (section, subject)
    section,
    subject,
    words
FROM intake.department_words
WHERE year = :year
ORDER BY section ASC, subject ASC, written_at DESC
