"""Where a sheet's labels stand, above and below its table, each over as many columns as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.leagues.template.layout import HEADER_ROW
from etl.leagues.template.model import Labelled, Table

Across = tuple[int, int, int]  # row, first and last column
_ROWS_ABOVE = HEADER_ROW - 2
# Of a column's width; labels and values are at least as wide.
_CAPTION, _VALUE = 9.0, 24.0


@dataclass(frozen=True)
class Spot:
    """A label's caption and the value beside it."""

    label: Labelled
    caption: Across
    value: Across

    @property
    def row(self) -> int:
        return self.caption[0]


def spots(table: Table) -> list[Spot]:
    """Where the table's labels stand: those above on two rows, those below on as many as they take."""
    widths = [heading.width for heading in table.headings[: table.printed]]
    each = -(-len(table.above) // _ROWS_ABOVE)
    placed: list[Spot] = []
    for index in range(0, len(table.above), each):
        placed += _on_a_row(table.above[index : index + each], 1 + index // each, widths)
    row, left = HEADER_ROW + len(table.rows) + 2, list(table.below)
    while left:
        fitting = [spot for spot in _on_a_row(left, row, widths) if spot.value[1] < len(widths)]
        placed += fitting or _on_a_row(left[:1], row, widths)
        row, left = row + 1, left[max(1, len(fitting)) :]
    return placed


def _on_a_row(labels: Sequence[Labelled], row: int, widths: Sequence[float]) -> list[Spot]:
    placed: list[Spot] = []
    start = 0
    for label in labels:
        value = _after(widths, start, _CAPTION)
        end = _after(widths, value, _VALUE)
        placed.append(Spot(label, (row, start, value - 1), (row, value, end - 1)))
        start = end
    return placed


def _after(widths: Sequence[float], start: int, wanted: float) -> int:
    """The column after as many as are as wide as wanted."""
    end = start + 1
    while sum(widths[start:end]) < wanted and end < len(widths):
        end += 1
    return end
