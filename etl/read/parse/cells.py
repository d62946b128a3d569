"""The task of reading a file's cells: bytes become sheets, as JSON."""

from __future__ import annotations

import codecs
from typing import IO, NotRequired, TypedDict, cast

from etl.read import limits
from etl.read.grid import Range, Sheet
from etl.read.parse.opened import opened
from etl.read.parse.text import read_text
from etl.read.parse.workbook import read_workbook
from etl.read.refusal import Refusal, Refused

# Python loads these when they are first asked for: here, not in each process that is forked to read a file.
for codec in ("cp437", "gb18030", "utf_8_sig"):
    codecs.lookup(codec)

# Row, column, kind, text, mark, shown.
CellAnswer = tuple[int, int, str, str, str | None, str | None]


class SheetAnswer(TypedDict):
    """A `grid.Sheet`."""

    name: str | None
    cells: list[CellAnswer]
    merged: list[Range]
    hidden: bool
    widths: list[int]
    delimiter: str


class FileAnswer(TypedDict):
    """What kind of file it is, its sheets, and what else lies in it; or what a Refusal says."""

    kind: NotRequired[str]
    sheets: NotRequired[list[SheetAnswer]]
    carried: NotRequired[list[str]]
    refusal: NotRequired[Refused]


def answer(file: IO[bytes], name: str = "") -> FileAnswer:
    """The file's kind and its sheets, none of an attachment."""
    try:
        kind, plain, carried = opened(file, name)
        if kind == "attachment":
            return {"kind": kind, "sheets": [], "carried": []}
        sheets, besides = ([read_text(plain)], set()) if kind == "text" else read_workbook(plain, kind)
        limits.check_texts(sum(len(cell.text) for sheet in sheets for cell in sheet.cells.values()))
    except Refusal as refusal:
        return {"refusal": cast("Refused", refusal.args)}
    return {"kind": kind, "sheets": list(map(_sheet, sheets)), "carried": sorted(carried | besides)}


def _sheet(sheet: Sheet) -> SheetAnswer:
    return {
        "name": sheet.name,
        "cells": [
            (row, column, cell.kind, cell.text, cell.mark, cell.shown)
            for (row, column), cell in sheet.cells.items()
        ],
        "merged": list(sheet.merged),
        "hidden": sheet.hidden,
        "widths": list(sheet.widths),
        "delimiter": sheet.delimiter,
    }
