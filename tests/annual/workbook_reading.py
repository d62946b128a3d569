"""Reads a workbook of a year back, as a program of its readers would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.common.settings import ZONE
from etl.publish.annual.content import Content
from etl.publish.annual.workbook.book import write

TOP = 3  # title, note, header


def opened(folder: Path, content: Content) -> Workbook:
    """The workbook of this content, from the disk."""
    folder.mkdir(exist_ok=True)
    (path,) = write(folder, content)
    return openpyxl.load_workbook(path)


def lines(sheet: Worksheet) -> list[dict[str, Any]]:
    """The lines of a sheet that is one table, by header; what belongs to the line above is left out."""
    header = [cell.value for cell in sheet[TOP]]
    rows = sheet.iter_rows(min_row=TOP + 1, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows if any(value is not None for value in row)]


def agrees(shown: Any, value: Any) -> bool:
    """Whether a cell shows exactly this value; what is not there is 缺 or a dash."""
    if value is None:
        return shown in ("缺", "—", None)
    if isinstance(value, datetime):
        seen = shown.replace(tzinfo=ZONE)
        return abs((seen - value).total_seconds()) < 0.5
    if isinstance(value, int | Decimal):
        return not isinstance(shown, str) and Decimal(repr(shown)) == value
    return bool(shown == value)


def disagreeing(
    sheet: Worksheet, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]
) -> list[tuple[Any, ...]]:
    """Where the lines of a sheet, in their order, do not show these columns of the rows."""
    shown, wanted = lines(sheet), list(rows)
    if len(shown) < len(wanted):
        return [("lines", len(shown), len(wanted))]
    return [
        (number, title, line[title], row[column])
        for number, (line, row) in enumerate(zip(shown, wanted, strict=False))
        for title, column in columns.items()
        if not agrees(line[title], row[column])
    ]
