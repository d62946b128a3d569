"""What the parsers give of a workbook, the same for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import IO, Any, TypedDict

import python_calamine
import xlrd


class ParsedSheet(TypedDict):
    """A sheet; `cells` are row, column, kind, text, format and mark, blank ones left out.

    Numbers have 15 significant digits, as much as a binary cell holds. Of an .xls, `format` is the cell's
    number format and `mark` the rule that a struck out or raised number breaks; of other kinds both are
    empty, the guard knows them.
    """

    name: str
    hidden: bool
    cells: list[tuple[int, int, str, str, str, str]]
    merged: list[tuple[int, int, int, int]]  # top, left, bottom, right


def parse(file: IO[bytes], kind: str) -> list[ParsedSheet]:
    """The sheets of an xlsx, xls or ods file in its order; what the parser raises if it cannot."""
    return list(_parse_xls(file) if kind == "xls" else _parse_calamine(file))


def _parse_calamine(file: IO[bytes]) -> Iterator[ParsedSheet]:
    book = python_calamine.CalamineWorkbook.from_filelike(file)
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        top, left = sheet.start or (0, 0)
        cells = [
            (top + row, left + column, *_cell(value), "", "")
            for row, values in enumerate(sheet.to_python(skip_empty_area=True))
            for column, value in enumerate(values)
            if value != ""
        ]
        yield {"name": meta.name, "hidden": hidden, "cells": cells, "merged": []}


def _cell(value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        return "text", value
    if isinstance(value, bool):
        return "truth", str(value).upper()
    if isinstance(value, (int, float)):
        return "number", format(value, ".15g")
    if hasattr(value, "isoformat"):
        return "date", value.isoformat().removesuffix("T00:00:00")
    return "date", str(value)


def _parse_xls(file: IO[bytes]) -> Iterator[ParsedSheet]:
    # formatting_info, for the merged ranges; ragged_rows, because one far cell would cost a whole grid.
    book = xlrd.open_workbook(
        file_contents=file.read(), formatting_info=True, ragged_rows=True, logfile=StringIO()
    )
    for sheet in book.sheets():
        runs = sheet.rich_text_runlist_map
        cells = [
            (
                row,
                column,
                *_xls_cell(cell, book),
                _xls_format(cell, book),
                _xls_mark(cell, book, runs.get((row, column))),
            )
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            for cell in (sheet.cell(row, column),)
            if cell.value != ""
        ]
        merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        yield {"name": sheet.name, "hidden": bool(sheet.visibility), "cells": cells, "merged": merged}


def _xls_cell(cell: Any, book: Any) -> tuple[str, str]:
    kind, value = cell.ctype, cell.value
    if kind == xlrd.XL_CELL_ERROR:
        return "error", xlrd.error_text_from_code.get(value, "#")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "truth", "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_DATE:
        try:
            return _cell(xlrd.xldate_as_datetime(value, book.datemode))
        except (xlrd.XLDateError, OverflowError, ValueError):
            return "date", format(value, ".15g")
    return _cell(value)


def _xls_format(cell: Any, book: Any) -> str:
    form = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return str(form.format_str) if form is not None else ""


def _xls_mark(cell: Any, book: Any, runs: list[tuple[int, int]] | None) -> str:
    """By the font of the cell and of the runs (start, font) that hold more than white space."""
    marks = [_xls_font(book, book.xf_list[cell.xf_index].font_index)]
    ends = [start for start, _ in (runs or [])[1:]] + [len(str(cell.value))]
    for (start, font), end in zip(runs or [], ends, strict=True) if runs else ():
        if str(cell.value)[start:end].strip():
            marks.append(_xls_font(book, font))
    return next((mark for mark in marks if mark), "")


def _xls_font(book: Any, index: int) -> str:
    if index >= len(book.font_list):
        return ""
    font = book.font_list[index]
    if font.struck_out:
        return "number_struck_out"
    return "number_raised" if font.escapement else ""
