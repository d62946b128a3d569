"""A sheet as a grid of cells, and whose return it is of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.fuzz.plan import League
from tests.fuzz.spell import Cell

Merge = tuple[int, int, int, int]
EMPTY = Cell()
NUMBERS = ("figure", "year_to_date", "budget", "spent", "target", "completed", "rate")


@dataclass
class Page:
    """A grid of cells; `places` says where a row's field stands, (key, field) -> (row, column) from 0."""

    name: str
    part: str
    grid: list[list[Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    places: dict[tuple[object, str], tuple[int, int]] = field(default_factory=dict)
    header_row: int = 0

    def put(self, row: int, column: int, cell: Cell) -> None:
        while len(self.grid) <= row:
            self.grid.append([])
        line = self.grid[row]
        line.extend([EMPTY] * (column + 1 - len(line)))
        line[column] = cell

    @property
    def height(self) -> int:
        return len(self.grid)


@dataclass(frozen=True)
class Subject:
    """Whose return it is, of which kind and period."""

    league: League
    kind: str
    period: str
    reported_on: date
