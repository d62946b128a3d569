-- A part with the number that it had.
INSERT INTO intake.part (
    part_id, submission_id, league_code, return_kind, period, part, sheet, header_cell, verdict, decided_at,
    held, header_cells
)
OVERRIDING SYSTEM VALUE
VALUES (
    :part_id, :submission_id, :league_code, :return_kind, :period, :part, :sheet, :header_cell, :verdict,
    :decided_at, :held, :header_cells
)
