"""The answer to a query as a workbook: codes are text, figures numbers, days and moments such."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from etl.common.settings import ZONE
from etl.common.widths import width_of

# A spreadsheet program keeps no more digits of a number.
_DIGITS = 15
_WIDEST = 60
_OPENERS = {"darwin": "open", "linux": "xdg-open"}


def write(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """One sheet: a header that stays in sight, a filter on each column, moments of Asia/Shanghai.

    A number of more digits than a spreadsheet keeps is text, every digit of it.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        looks = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet = book.add_worksheet("jibao")
        sheet.write_row(0, 0, names, head)
        for line, row in enumerate(cells, 1):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(line, column, value, looks.get(type(value)))
        for column, name in enumerate(names):
            widest = max((width_of(str(row[column])) for row in cells if row[column] is not None), default=0)
            sheet.set_column(column, column, min(max(widest, width_of(name)) + 3, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(cells), len(names) - 1)


def show(path: Path) -> bool:
    """Opened by whatever opens such files on this machine; False where nothing does."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    try:
        opened = subprocess.run([_OPENERS.get(sys.platform, "xdg-open"), str(path)], check=False)
    except FileNotFoundError:
        return False
    return opened.returncode == 0


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(ZONE).replace(tzinfo=None)
    if isinstance(value, Decimal):
        return value if len(value.as_tuple().digits) <= _DIGITS else f"{value:f}"
    if value is None or isinstance(value, str | bool | int | float | date):
        return value
    return str(value)
