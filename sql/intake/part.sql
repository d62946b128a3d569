INSERT INTO intake.part (
    submission_id, league_code, return_kind, period, part, sheet, header_cell, header_cells, verdict,
    decided_at
)
VALUES (
    :submission_id, :league_code, :return_kind, :period, :part, :sheet, :header_cell, :header_cells,
    :verdict, :decided_at
)
RETURNING part_id
