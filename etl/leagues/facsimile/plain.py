"""A sheet as it reads, without looks: of a text file, or of a workbook whose looks cannot be read."""

from __future__ import annotations

from datetime import date, datetime, time
from math import isfinite

from etl.common.widths import width_of
from etl.leagues.facsimile.merged import disjoint
from etl.leagues.facsimile.model import Content, Face, Facsimile, Look
from etl.read.grid import Cell, Position, Sheet

_NARROWEST, _WIDEST = 8.0, 50.0
_FORMATS = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}


def text_file(sheet: Sheet) -> Facsimile:
    """A text file's records, field by field: a text file has no looks."""
    return Facsimile(name=None, faces={at: Face(cell.text) for at, cell in sheet.cells.items()})


def without_looks(sheet: Sheet) -> Facsimile:
    """A workbook's sheet: values, merged ranges and whether it is hidden."""
    faces: dict[Position, Face] = {}
    for at, cell in sheet.cells.items():
        content = _content(cell)
        faces[at] = Face(content, Look(number_format=_FORMATS.get(type(content))))
    return Facsimile(
        name=sheet.name,
        faces=faces,
        merged=disjoint(sheet.merged),
        widths=_widths(sheet),
        hidden=sheet.hidden,
    )


def _content(cell: Cell) -> Content:
    match cell.kind:
        case "number":
            number = float(cell.text)
            return number if isfinite(number) else cell.text
        case "truth":
            return cell.text == "TRUE"
        case "date":
            return _date(cell.text)
        case "formula":
            return "="
    return cell.text


def _date(text: str) -> Content:
    """The date or time; the text itself if it is none, or a day before 1900, which no workbook knows."""
    for known in (date, time, datetime):
        try:
            parsed = known.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(parsed, time):
            return parsed.replace(tzinfo=None)
        if parsed.year < 1900:
            return text
        return parsed.replace(tzinfo=None) if isinstance(parsed, datetime) else parsed
    return text


def _widths(sheet: Sheet) -> dict[int, float]:
    spanning = {(top, left) for top, left, _, right in sheet.merged if right > left}
    widths: dict[int, float] = {}
    for (row, column), cell in sheet.cells.items():
        if (row, column) not in spanning:
            longest = float(max(map(width_of, cell.text.split("\n"))))
            widths[column] = min(max(widths.get(column, _NARROWEST), longest + 2), _WIDEST)
    return widths
