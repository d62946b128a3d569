-- What an edition showed, table by table.
SELECT
    table_name,
    content
FROM intake.edition_content
WHERE period = :period AND edition_no = :edition_no
