"""The pass through the sheets of an .xlsx, before it is parsed (see `guard`)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from etl.read import limits
from etl.read.grid import Cell, position
from etl.read.guard import Noted, local, stream

_BUILT_IN_PERCENTS = ("9", "10")  # 0% and 0.00%
# Words of a number format: 0"%" shows a sign and multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def inspect_xlsx(archive: zipfile.ZipFile) -> list[Noted]:
    """What is to be noted of each sheet of the workbook."""
    targets = _Elements("Relationship")
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        stream(file, targets)
    paths = {found["Id"]: _path(found["Target"]) for found in targets.found}
    sheets = _Elements("sheet")
    with archive.open("xl/workbook.xml") as file:
        stream(file, sheets)
    limits.check_sheets(len(sheets.found))
    percents = _percents(archive)
    noted = []
    cells = 0
    for found in sheets.found:
        path = paths.get(found.get("id", ""), "")
        if not path.startswith("xl/worksheets/") or path not in archive.namelist():
            continue  # a chart sheet, or one that the file does not hold: no cells
        handler = _Cells(found["name"], percents)
        with archive.open(path) as file:
            stream(file, handler)
        cells += handler.number
        limits.check_cells(found["name"], cells)
        noted.append(handler.noted)
    return noted


def _percents(archive: zipfile.ZipFile) -> frozenset[str]:
    """The cell styles, by their numbers, whose number format is a percentage."""
    styles = _Styles()
    if "xl/styles.xml" in archive.namelist():
        with archive.open("xl/styles.xml") as file:
            stream(file, styles)
    return frozenset(str(number) for number, form in enumerate(styles.formats) if form in styles.percents)


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


class _Elements(ContentHandler):
    """The attributes of each element of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.found: list[Mapping[str, str]] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if local(name) == self._name:
            self.found.append({local(attribute): value for attribute, value in attrs.items()})


class _Styles(ContentHandler):
    """`formats`: the number format of each cell style; `percents`: those formats that are percentages."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: list[str] = []
        self.percents = set(_BUILT_IN_PERCENTS)
        self._in_cells = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element == "numFmt" and "%" in _LITERAL.sub("", attrs.get("formatCode", "")):
            self.percents.add(attrs["numFmtId"])
        elif element == "cellXfs":
            self._in_cells = True
        elif element == "xf" and self._in_cells:
            self.formats.append(attrs.get("numFmtId", "0"))

    def endElement(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._in_cells = False


class _Cells(ContentHandler):
    """Counts a sheet's cells that hold something; notes errors, formulas without a result, percentages."""

    def __init__(self, name: str, percents: frozenset[str]) -> None:
        super().__init__()
        self.noted = Noted(name)
        self._percents = percents
        self._is_percent = False
        self.number = 0
        self._row = self._column = -1
        self._type = ""
        self._in_value = self._has_value = self._has_formula = self._has_text = False
        self._value = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element == "c":
            self._start_cell(attrs)
        elif element == "v":
            self._in_value = self._has_value = True
        elif element == "f":
            self._has_formula = True
        elif element == "is":
            self._has_text = True
        elif element == "row":
            self._row = int(attrs["r"]) - 1 if "r" in attrs else self._row + 1
            self._column = -1
        elif element == "mergeCell":
            first, _, last = attrs["ref"].partition(":")
            self.noted.merged.append((*position(first), *position(last or first)))

    def _start_cell(self, attrs: AttributesImpl) -> None:
        if "r" in attrs:
            self._row, self._column = position(attrs["r"])
        else:
            self._column += 1
        self._type = attrs.get("t", "n")
        self._is_percent = attrs.get("s", "0") in self._percents
        self._has_value = self._has_formula = self._has_text = False
        self._value = ""

    def characters(self, content: str) -> None:
        if self._in_value:
            self._value += content

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == "v":
            self._in_value = False
        elif element == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if not (self._value or self._has_formula or self._has_text):
            return
        limits.check_extent(self.noted.name, self._row, self._column)
        self.number += 1
        limits.check_cells(self.noted.name, self.number)
        if self._type == "e":
            self.noted.cells[self._row, self._column] = Cell("error", self._value)
        elif self._has_formula and not self._value and not (self._type == "str" and self._has_value):
            # An empty text (t="str", <v></v>) is a result: ="" and the like.
            self.noted.cells[self._row, self._column] = Cell("formula", "")
        elif self._is_percent and self._type == "n":
            self.noted.cells[self._row, self._column] = Cell("percent", self._value)
