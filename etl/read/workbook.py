"""A workbook's sheets: looked through first, then parsed in a process of its own, which may die."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.numbers import plain
from etl.read import limits
from etl.read.confined import MEMORY_BYTES, confined
from etl.read.grid import Cell, Position, Sheet, is_blank, printable, sheet_name
from etl.read.guard import Noted, look_through
from etl.read.guard_ods import inspect_ods
from etl.read.guard_xls import inspect_xls
from etl.read.guard_xlsx import inspect_xlsx
from etl.read.refusal import Refusal

_MEMORY_BYTES = MEMORY_BYTES
_CHILD = Path(__file__).with_name("child.py")


def read_workbook(path: Path, kind: str) -> list[Sheet]:
    """The sheets of an xlsx, xls or ods file in its order; Refusal if damaged, protected or too large."""
    if kind == "xls":
        parsed = _parse(path, kind)
        noted = inspect_xls(path)
    else:
        noted = look_through(path, inspect_xlsx if kind == "xlsx" else inspect_ods)
        parsed = _parse(path, kind)
    limits.check_sheets(len(parsed))
    sheets = [_sheet(found, noted.get(found["name"])) for found in parsed]
    for sheet in sheets:
        limits.check_merged(sheet.name, len(sheet.merged))
        for row, column in sheet.cells:
            limits.check_extent(sheet.name, row, column)
    limits.check_cells(None, sum(len(sheet.cells) for sheet in sheets))
    return sheets


def _sheet(found: Mapping[str, Any], noted: Noted | None) -> Sheet:
    cells: dict[Position, Cell] = {
        (row, column): _shown(Cell(kind, printable(text)))
        for row, column, kind, text in found["cells"]
        if not (kind == "text" and is_blank(text))
    }
    merged = [(top, left, bottom, right) for top, left, bottom, right in found["merged"]]
    if noted is not None:
        cells |= {at: _shown(cell) for at, cell in noted.cells.items()}
        merged += noted.merged
    return Sheet(sheet_name(found["name"]), cells, tuple(merged), found["hidden"])


def _shown(cell: Cell) -> Cell:
    """A percentage as its cell shows it: 0.935 is stored, 93.5% is what was written."""
    if cell.kind != "percent":
        return cell
    try:
        stored = Decimal(format(float(cell.text), ".15g"))
    except ValueError as fault:
        raise Refusal("file_unreadable", "文件内容损坏") from fault
    return Cell("text", f"{plain(stored * 100)}%")


def _parse(path: Path, kind: str) -> list[dict[str, Any]]:
    package = "xlrd" if kind == "xls" else "python_calamine"
    sheets: list[dict[str, Any]] = confined(
        _CHILD, kind, str(path), package=package, memory_bytes=_MEMORY_BYTES
    )["sheets"]
    return sheets
