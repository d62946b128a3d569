"""The league's sheets as the reply draws them: under which name, with which merges and marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.common.findings import FindingCell
from etl.leagues.facsimile.merged import anchors, area, disjoint
from etl.leagues.facsimile.model import Facsimile
from etl.leagues.reply.items import Item, cells_of
from etl.leagues.reply.sheet_names import legal, unique
from etl.read import limits
from etl.read.grid import Position, Range, position

OF_A_TEXT_FILE = "报送内容"
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383  # of an Excel sheet
Marked = tuple[Item, FindingCell]  # an item, and which of its cells this is


@dataclass(frozen=True)
class Page:
    """One of the league's sheets; `anchor` leads from a cell to the one that shows what stands in it."""

    name: str
    facsimile: Facsimile
    merged: tuple[Range, ...]
    anchor: Callable[[Position], Position]
    marks: Mapping[Position, Sequence[Marked]]


def pages_of(sheets: Sequence[Facsimile], items: Iterable[Item]) -> dict[str | None, Page]:
    """The sheets by the names that findings call them by, in their order.

    Of merges there are as many as a workbook of `limits.CELLS` has room for, besides its cells.
    """
    listed, taken = list(items), set[str]()
    room = limits.CELLS - sum(len(sheet.faces) for sheet in sheets)
    pages: dict[str | None, Page] = {}
    for sheet in sheets:
        name = unique(legal(sheet.name or OF_A_TEXT_FILE, "工作表"), taken, "({})")
        taken.add(name.casefold())
        # Findings name a sheet, so of two with one name (which no workbook has) the first is meant.
        key = name if sheet.name in pages else sheet.name
        merged = _merges(sheet, room)
        room -= sum(map(area, merged))
        anchor = anchors(merged)
        of_sheet = [item for item in listed if item.finding.get("sheet") == key]
        pages[key] = Page(name, sheet, merged, anchor, _marks(of_sheet, anchor))
    return pages


def target(
    sheet: str | None, cells: Iterable[str | None], pages: Mapping[str | None, Page]
) -> tuple[str, int, int] | None:
    """Where a link to the cells leads: the sheet's name here, row, column; None where nothing is drawn."""
    page = pages.get(sheet)
    if page is None:
        return None
    first = next(filter(None, map(_place, cells)), None)
    if first is None and sheet is None:
        return None
    return (page.name, *(page.anchor(first) if first else (0, 0)))


def _place(cell: str | None) -> Position | None:
    """Where the cell can be drawn; None where that is nowhere."""
    try:
        place = position(cell or "")
    except ValueError:
        return None
    return place if _inside(*place) else None


def _inside(row: int, column: int) -> bool:
    return 0 <= row <= LAST_ROW and 0 <= column <= LAST_COLUMN


def _marks(items: Iterable[Item], anchor: Callable[[Position], Position]) -> dict[Position, list[Marked]]:
    marks: dict[Position, list[Marked]] = {}
    for item in items:
        marked: set[Position] = set()
        for cell in cells_of(item.finding):
            place = _place(cell["cell"])
            if place is not None and (shown := anchor(place)) not in marked:
                marks.setdefault(shown, []).append((item, cell))
                marked.add(shown)
    return marks


def _merges(sheet: Facsimile, room: int) -> tuple[Range, ...]:
    """The merges that Excel takes and that cover no more cells than there is room for."""
    merged: list[Range] = []
    inside = (merge for merge in sheet.merged if _inside(*merge[:2]) and _inside(*merge[2:]))
    for merge in disjoint(inside):
        if area(merge) <= room:
            room -= area(merge)
            merged.append(merge)
    return tuple(merged)
