INSERT INTO intake.edition_content (period, edition_no, table_name, content)
VALUES (:period, :edition_no, :table_name, :content)
