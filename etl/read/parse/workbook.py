"""A workbook's sheets: looked through first, then parsed; what each saw must agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from etl.read import limits
from etl.read.grid import Cell, Position, Sheet, address, is_blank, printable, sheet_name
from etl.read.parse.covered import covered
from etl.read.parse.guard import Noted, look_through
from etl.read.parse.guard_ods import inspect_ods
from etl.read.parse.guard_xls import inspect_xls
from etl.read.parse.guard_xlsx import inspect_xlsx
from etl.read.parse.number_format import shown
from etl.read.parse.parsers import ParsedSheet, parse
from etl.read.parse.rendered import compared
from etl.read.refusal import Refusal


def read_workbook(file: IO[bytes], kind: str) -> tuple[list[Sheet], set[str]]:
    """The sheets of an xlsx, xls or ods file in its order, and what lies in them besides cells.

    Refusal if it is damaged, protected or too large, or may act when somebody opens it.

    An xlsx is as `opened` gives it: its parts at their usual names.
    """
    if kind == "xls":
        parsed = _parse(file, kind)
        noted = inspect_xls(file)
    else:
        noted = look_through(file, inspect_xlsx if kind == "xlsx" else inspect_ods)
        parsed = _parse(file, kind)
    limits.check_sheets(len(parsed))
    for raw in parsed:
        name = sheet_name(raw["name"])
        for row, column, _, text, _, _ in raw["cells"]:
            if len(text) > limits.TEXT:
                limits.check_text(name, (row, column), len(text))
    sheets = [_sheet(sheet, noted.get(sheet["name"]), kind) for sheet in parsed]
    for sheet in sheets:
        limits.check_extents(sheet.name, sheet.cells)
    limits.check_cells(None, sum(len(sheet.cells) for sheet in sheets))
    return sheets, {lies for sheet in noted.values() for lies in sheet.carried}


def _sheet(parsed: ParsedSheet, noted: Noted | None, kind: str) -> Sheet:
    cells = {
        (row, column): _cell(kind, seen, code, mark)
        for row, column, kind, text, code, mark in parsed["cells"]
        if not is_blank(seen := printable(text)) or kind != "text"
    }
    merged = [(top, left, bottom, right) for top, left, bottom, right in parsed["merged"]]
    if noted is not None:
        if kind != "xls":
            _check_same(noted, cells)
        for at, cell in noted.cells.items():
            cells[at] = cell._replace(text=printable(cell.text))
        for at in cells.keys() & noted.formats.keys():
            cells[at] = shown(cells[at], noted.formats[at])
        for at in cells.keys() & noted.written.keys():
            cells[at] = compared(cells[at], noted.written[at])
        for at in cells.keys() & noted.marks.keys():
            cells[at] = cells[at]._replace(mark=noted.marks[at])
        merged += noted.merged
    elif kind != "xls":
        raise Refusal("file_unreadable", "工作表的位置对不上,文件结构异常", sheet=sheet_name(parsed["name"]))
    limits.check_merged(sheet_name(parsed["name"]), len(merged))
    for at in covered(merged, cells):
        del cells[at]
    return Sheet(sheet_name(parsed["name"]), cells, tuple(merged), parsed["hidden"])


def _cell(kind: str, text: str, code: str, mark: str) -> Cell:
    cell = Cell(kind, text)
    cell = shown(cell, code) if code else cell
    return cell._replace(mark=mark) if mark else cell


def _check_same(noted: Noted, cells: Mapping[Position, Cell]) -> None:
    """Refusal if the parser met a cell that the guard did not, or another number: neither is taken."""
    strange = cells.keys() - noted.filled
    strange |= {at for at, number in noted.numbers.items() if not _is_number(cells.get(at), number)}
    if strange:
        raise Refusal(
            "file_unreadable",
            "单元格的位置或数字对不上,文件结构异常",
            sheet=sheet_name(noted.name),
            cell=address(*min(strange)),
        )


def _is_number(cell: Cell | None, number: float) -> bool:
    """Whether the cell holds the number; a parser may take it for a date, and what is none for a text."""
    return cell is not None and (cell.kind != "number" or cell.text == format(number, ".15g"))


def _parse(file: IO[bytes], kind: str) -> list[ParsedSheet]:
    file.seek(0)
    try:
        return parse(file, kind)
    except MemoryError:
        raise
    except BaseException as fault:  # a panic of the parser is no Exception
        message = str(fault).lower()
        if "encrypted" in message or "password" in message:
            raise Refusal("file_encrypted") from fault
        raise Refusal("file_unreadable", "文件内容损坏") from fault
