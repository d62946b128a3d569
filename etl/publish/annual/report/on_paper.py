"""How a table stands on its pages: without columns that say nothing, and not split for a row."""

from __future__ import annotations

from typing import Any

from docx.table import Table

from etl.publish.annual.words import NONE

# Rows of a table that stay on one page at its head and at its foot; of a short one all do.
_TOGETHER, _SHORT = 3, 14
_NOTE = "TableNote"  # the style of what stands below a table


def leave_out_empty(table: Table) -> None:
    """A column without a value in any row is left out, its width goes to the widest; not of merged cells."""
    grid: list[Any] = table._tbl.tblGrid.gridCol_lst
    rows: list[list[Any]] = [row.tc_lst for row in table._tbl.tr_lst]
    columns = list(zip(*rows, strict=False))
    if len(rows) < 2 or any(len(row) != len(grid) for row in rows):
        return
    empty = [place for place, (_, *cells) in enumerate(columns) if all(_text(cell) == NONE for cell in cells)]
    if not empty or len(empty) == len(grid):
        return
    freed = sum(grid[place].w for place in empty)
    for element in [*(grid[place] for place in empty), *(cell for place in empty for cell in columns[place])]:
        element.getparent().remove(element)
    widest = max((place for place in range(len(grid)) if place not in empty), key=lambda place: grid[place].w)
    grid[widest].w += freed
    for cell in columns[widest]:
        cell.width = grid[widest].w


def _text(cell: Any) -> str:
    return "".join(each.text or "" for each in cell.iter("{*}t"))


def keep_together(table: Table) -> None:
    """No page begins or ends with a row or two of the table; a short one and its note are on one page."""
    rows: list[Any] = table._tbl.tr_lst
    below = table._tbl.getnext()
    noted = getattr(below, "style", None) == _NOTE and any(below.itertext())
    for place, row in enumerate(rows if noted else rows[:-1]):
        if len(rows) <= _SHORT or place < _TOGETHER or place >= len(rows) - _TOGETHER:
            for paragraph in row.xpath(".//w:p"):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
