-- Parts of submissions, with the numbers that they get.
INSERT INTO intake.part (
    submission_id, league_code, return_kind, period, part, sheet, header_cell, header_cells, verdict,
    decided_at
)
SELECT
    given.submission_id,
    given.league_code,
    given.return_kind,
    given.period,
    given.part,
    given.sheet,
    given.header_cell,
    given.header_cells,
    given.verdict,
    given.decided_at
FROM jsonb_populate_recordset(cast(NULL AS intake.part), :parts) WITH ORDINALITY AS given
ORDER BY given.ordinality
RETURNING submission_id, part, part_id
