"""The sheets of an .ods as they look: its rows in a stream, its styles by name."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from etl.leagues.facsimile.formats.odf import CONFIG, OFFICE, TABLE, TEXT, local
from etl.leagues.facsimile.formats.ods_styles import Styles
from etl.leagues.facsimile.formats.raw import Parsed, RawSheet, Value, characters, sheet

_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_FROZEN = "2"
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S")
_REFERENCE = re.compile(r"\[\.?([^\[\]]*)\]")


def parse(package: IO[bytes]) -> Parsed:
    """The sheets of the file; a style is known by its name, and whether the text has line breaks."""
    styles = Styles()
    with zipfile.ZipFile(package) as archive:
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as file:
                for _, element in iterparse(file):  # noqa: S314 - see looks
                    styles.note(element)
        with archive.open("content.xml") as file:
            sheets = _sheets(file, styles)
        if "settings.xml" in archive.namelist():
            with archive.open("settings.xml") as file:
                _freeze(sheets, file)
    return sheets, styles.look


def _sheets(file: IO[bytes], styles: Styles) -> list[RawSheet]:
    sheets: list[RawSheet] = []
    depth = 0  # of tables: a sheet may hold a table inside a cell or a drawing
    for event, element in iterparse(file, events=("start", "end")):  # noqa: S314
        if element.tag == f"{TABLE}table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                style = styles.properties("table", element.get(f"{TABLE}style-name"))
                sheets.append(sheet(element.get(f"{TABLE}name", ""), style.get("display") == "false"))
                columns = _Columns(sheets[-1], styles)
                rows = _Rows(sheets[-1], styles, columns)
        elif event == "start" or depth > 1:
            continue
        elif depth == 0:
            styles.note(element)
        elif element.tag == f"{TABLE}table-column":
            columns.take(element)
        elif element.tag == f"{TABLE}table-row":
            rows.take(element)
            element.clear()
    return sheets


class _Columns:
    """The columns of a sheet, taken from left to right."""

    def __init__(self, sheet: RawSheet, styles: Styles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._next = 0
        self._defaults: list[tuple[int, str]] = []  # the last column that a style holds for, and its name

    def take(self, element: Element) -> None:
        first = self._next
        last = min(first + _repeats(element, "columns") - 1, _LAST_COLUMN)
        self._next = last + 1
        width = self._styles.length("table-column", element, "column-width")
        if width is not None:
            self._sheet["widths"].append((first, last, characters((width / 0.75) / 7)))
        if element.get(f"{TABLE}visibility", "visible") != "visible":
            self._sheet["hidden_columns"].append((first, last))
        style = element.get(f"{TABLE}default-cell-style-name", "Default")
        self._defaults.append((last, style))
        self._sheet["blanks"].append((0, first, _LAST_ROW, last, (style, False)))

    def style(self, column: int) -> str:
        """The style of cells that name none."""
        return next((style for last, style in self._defaults if column <= last), "Default")


class _Rows:
    """The rows of a sheet, taken from top to bottom, with their declared repeats."""

    def __init__(self, sheet: RawSheet, styles: Styles, columns: _Columns) -> None:
        self._sheet = sheet
        self._styles = styles
        self._columns = columns
        self._next = 0

    def take(self, element: Element) -> None:
        first = self._next
        last = min(first + _repeats(element, "rows") - 1, _LAST_ROW)
        self._next = last + 1
        height = self._styles.length("table-row", element, "row-height")
        if height is not None:
            self._sheet["heights"].append((first, last, round(height, 2)))
        if element.get(f"{TABLE}visibility", "visible") != "visible":
            self._sheet["hidden_rows"].append((first, last))
        style = element.get(f"{TABLE}default-cell-style-name")
        if style is not None:
            self._sheet["blanks"].append((first, 0, last, _LAST_COLUMN, (style, False)))
        column = 0
        for cell in element:
            if cell.tag in _CELLS:
                end = min(column + _repeats(cell, "columns") - 1, _LAST_COLUMN)
                self._take_cell(cell, first, column, last, end, style)
                column = end + 1

    def _take_cell(
        self, cell: Element, top: int, left: int, bottom: int, right: int, row_style: str | None
    ) -> None:
        across = int(cell.get(f"{TABLE}number-columns-spanned", "1"))
        down = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
        if across > 1 or down > 1:
            self._sheet["merged"].append((top, left, top + down - 1, left + across - 1))
        style = cell.get(f"{TABLE}style-name", row_style)
        value = _value(cell)
        if value is None or (isinstance(value, str) and not value.strip()):
            if style is not None:
                self._sheet["blanks"].append((top, left, bottom, right, (style, False)))
            return
        broken = isinstance(value, str) and "\n" in value
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                named = style or self._columns.style(column)
                self._sheet["cells"].append((row, column, value, (named, broken)))


def _repeats(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{TABLE}number-{what}-repeated", "1")))


def _value(cell: Element) -> Value:
    kind = cell.get(f"{OFFICE}value-type")
    text = "\n".join(_text(paragraph) for paragraph in cell if paragraph.tag == f"{TEXT}p")
    if kind in ("float", "percentage", "currency") and f"{OFFICE}value" in cell.attrib:
        if kind == "float" and text in ("TRUE", "FALSE"):
            return text == "TRUE"
        return float(cell.attrib[f"{OFFICE}value"])
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        return _date(cell.get(f"{OFFICE}date-value", "")) or text
    if kind == "time":
        return _time(cell.get(f"{OFFICE}time-value", "")) or text
    formula = cell.get(f"{TABLE}formula")
    if kind is None and formula is not None and cell.find(f"{TEXT}p") is None:
        return _REFERENCE.sub(lambda match: match[1].replace(":.", ":"), formula[formula.find("=") :])
    return text or cell.get(f"{OFFICE}string-value")


def _text(element: Element) -> str:
    """The text of a paragraph; spaces, tabs and line breaks are elements of it, notes no part of it."""
    parts = [element.text or ""]
    for child in element:
        match local(child.tag):
            case "s":
                parts.append(" " * int(child.get(f"{TEXT}c", "1")))
            case "tab":
                parts.append("\t")
            case "line-break":
                parts.append("\n")
            case "annotation" | "note":
                pass
            case _:
                parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _date(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    except ValueError:
        return None


def _time(written: str) -> time | timedelta | None:
    match = _DURATION.fullmatch(written)
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2])
    seconds = timedelta(seconds=float(match[3].replace(",", ".")))
    if hours > 23 or minutes > 59 or seconds >= timedelta(minutes=1):
        return timedelta(hours=hours, minutes=minutes) + seconds
    return time(hours, minutes, seconds.seconds, seconds.microseconds)


def _freeze(sheets: list[RawSheet], file: IO[bytes]) -> None:
    by_name = {raw["name"]: raw for raw in sheets}
    for _, element in iterparse(file):  # noqa: S314 - see looks
        raw = by_name.get(element.get(f"{CONFIG}name", ""))
        if element.tag == f"{CONFIG}config-item-map-entry" and raw is not None:
            items = {item.get(f"{CONFIG}name"): item.text or "0" for item in element}
            if items.get("VerticalSplitMode") == _FROZEN:
                raw["frozen"] = int(items.get("VerticalSplitPosition", "0")), raw["frozen"][1]
            if items.get("HorizontalSplitMode") == _FROZEN:
                raw["frozen"] = raw["frozen"][0], int(items.get("HorizontalSplitPosition", "0"))
