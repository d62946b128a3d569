INSERT INTO intake.department_words (year, section, subject, words, written_at, written_by)
VALUES (:year, :section, :subject, :words, :written_at, :written_by)
