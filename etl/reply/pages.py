"""The league's sheets as the reply draws them: under which name, with which merges and marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.facsimile.model import Facsimile
from etl.read.grid import Position, Range
from etl.reply.cell_ranges import positions
from etl.reply.items import Item, cells_of
from etl.reply.sheet_names import legal, unique

OF_A_TEXT_FILE = "报送内容"
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383  # of an Excel sheet
_LARGEST_MERGE = 100_000  # cells
Marked = tuple[Item, Mapping[str, Any]]  # an item, and what it says of this cell


@dataclass(frozen=True)
class Page:
    """One of her sheets; `covered` leads from every cell of a merge to its first one."""

    name: str
    facsimile: Facsimile
    merged: tuple[Range, ...]
    covered: Mapping[Position, Position]
    marks: Mapping[Position, Sequence[Marked]]

    def anchor(self, cell: Position) -> Position:
        """The cell that shows what stands in this one."""
        return self.covered.get(cell, cell)


def pages_of(sheets: Sequence[Facsimile], items: Iterable[Item]) -> dict[str | None, Page]:
    """The sheets by the names that findings call them by, in their order."""
    listed, taken = list(items), set[str]()
    pages: dict[str | None, Page] = {}
    for sheet in sheets:
        name = unique(legal(sheet.name or OF_A_TEXT_FILE, "工作表"), taken, "({})")
        taken.add(name.casefold())
        # Findings name a sheet, so of two with one name (which no workbook has) the first is meant.
        key = name if sheet.name in pages else sheet.name
        merged, covered = _merges(sheet)
        of_sheet = [item for item in listed if item.finding.get("sheet") == key]
        pages[key] = Page(name, sheet, merged, covered, _marks(of_sheet, covered))
    return pages


def target(finding: Mapping[str, Any], pages: Mapping[str | None, Page]) -> tuple[str, int, int] | None:
    """Where a link to the finding leads: the sheet's name here, row, column; None where nothing is drawn."""
    page = pages.get(finding.get("sheet"))
    if page is None:
        return None
    cells = [page.anchor(cell) for cell in _drawable(cell["cell"] for cell in cells_of(finding))]
    if not cells and finding.get("sheet") is None:
        return None
    return (page.name, *(cells[0] if cells else (0, 0)))


def _drawable(cells: Iterable[str | None]) -> list[Position]:
    return [(row, column) for row, column in positions(cells) if _inside(row, column)]


def _inside(row: int, column: int) -> bool:
    return 0 <= row <= LAST_ROW and 0 <= column <= LAST_COLUMN


def _marks(items: Iterable[Item], covered: Mapping[Position, Position]) -> dict[Position, list[Marked]]:
    marks: dict[Position, list[Marked]] = {}
    for item in items:
        marked: set[Position] = set()
        for cell in cells_of(item.finding):
            for position in _drawable([cell["cell"]]):
                anchor = covered.get(position, position)
                if anchor not in marked:
                    marks.setdefault(anchor, []).append((item, cell))
                    marked.add(anchor)
    return marks


def _merges(sheet: Facsimile) -> tuple[tuple[Range, ...], dict[Position, Position]]:
    """The merges that Excel takes: of more than one cell, none over another."""
    merged: list[Range] = []
    covered: dict[Position, Position] = {}
    for top, left, bottom, right in sheet.merged:
        area = (bottom - top + 1) * (right - left + 1)
        if bottom < top or right < left or not 1 < area <= _LARGEST_MERGE:
            continue
        if not (_inside(top, left) and _inside(bottom, right)):
            continue
        cells = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if covered.keys().isdisjoint(cells):
            merged.append((top, left, bottom, right))
            covered.update(dict.fromkeys(cells, (top, left)))
    return tuple(merged), covered
