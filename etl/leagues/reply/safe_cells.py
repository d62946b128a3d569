"""Writing what a league wrote: a text stays a text, and nothing becomes a formula, a link or a number."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.leagues.facsimile.model import Content
from etl.read.grid import address, printable
from schemas.text import seen

OPTIONS = {
    "in_memory": True,  # else each of its parts is a file of its own for a moment
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "remove_timezone": True,
}
_LONGEST = 32767  # UTF-16 units that a cell holds
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # XML cannot hold them, and printable() lets them pass
_FIRST_YEAR = 1900


def cut(text: str, units: int) -> str:
    """The text in at most so many UTF-16 units, as Excel counts, with … where something is cut off."""
    if len(text) * 2 <= units or len(text.encode("utf-16-le")) <= units * 2:
        return text
    return text.encode("utf-16-le")[: (units - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def legible(text: str) -> str:
    """The text as a cell can hold it: no control characters, not too long."""
    if text.isprintable() and 2 * len(text) <= _LONGEST:
        return seen(text)
    return cut(_NO_CHARACTERS.sub("", printable(text.replace("\r\n", "\n").replace("\r", "\n"))), _LONGEST)


def storable(content: Content) -> Content:
    """The content as a workbook can store it: texts legible, what is no number or date of Excel as text."""
    match content:
        case str():
            return legible(content) or None
        case bool() | None | time():
            return content
        case datetime() | date():
            return content if content.year >= _FIRST_YEAR else content.isoformat()
        case _:
            return float(content) if math.isfinite(content) else str(content)


def put(sheet: Worksheet, row: int, column: int, content: Content, look: Format) -> None:
    """The cell holds the content as what it is; None leaves it empty, but looking so."""
    write(sheet, row, column, storable(content), look)


def write(sheet: Worksheet, row: int, column: int, content: Content, look: Format) -> None:
    """As `put`, of content that is storable."""
    match content:
        case None:
            sheet.write_blank(row, column, None, look)
        case str() as text:
            sheet.write_string(row, column, text, look)
        case bool() as truth:
            sheet.write_boolean(row, column, truth, look)
        case datetime() | date() | time() as moment:
            sheet.write_datetime(row, column, moment, look)
        case number:
            sheet.write_number(row, column, number, look)


def put_across(sheet: Worksheet, row: int, first: int, last: int, content: Content, look: Format) -> None:
    """The same over the columns `first` to `last` of a row, as one cell."""
    if last > first:
        sheet.merge_range(row, first, row, last, "", look)
    put(sheet, row, first, content, look)


def put_link(
    sheet: Worksheet, row: int, column: int, target: tuple[str, int, int], text: str, look: Format
) -> None:
    """The cell shows the text and leads to `target`: a sheet's name as it is here, row and column."""
    name, target_row, target_column = target
    quoted = name.replace("'", "''")
    url = f"internal:'{quoted}'!{address(target_row, target_column)}"
    sheet.write_url(row, column, url, look, legible(text))
