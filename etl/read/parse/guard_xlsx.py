"""The pass through the sheets of an .xlsx, before it is parsed (see `guard`)."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence

from etl.read import limits
from etl.read.grid import Cell, Position, address, position, sheet_name
from etl.read.parse.carried import check_formula
from etl.read.parse.guard import Attributes, Handler, Noted, local, stream
from etl.read.parse.package import STRINGS, STYLES, WORKBOOK, elements, worksheets
from etl.read.parse.xlsx_styles import RunMarks, Style, cell_styles, string_marks
from etl.read.refusal import Refusal

_TRUE = ("1", "true")
_PLAIN = Style()
_ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")  # those that parsers know


def inspect_xlsx(archive: zipfile.ZipFile) -> list[Noted]:
    """What is to be noted of each sheet; the archive is as `package.rewrite` made it."""
    styles = cell_styles(archive, STYLES)
    strings = string_marks(archive, STRINGS)
    # Set by writers that cannot calculate; a spreadsheet program takes it off when it saves.
    settings = elements(archive, WORKBOOK, "calcPr")
    uncalculated = any(setting.get("fullCalcOnLoad") in _TRUE for setting in settings)
    noted = []
    cells = 0
    for sheet in worksheets(archive):
        handler = _Cells(sheet.name, styles, strings)
        with archive.open(sheet.part) as file:
            stream(file, handler)
        cells += len(handler.noted.filled)
        limits.check_cells(sheet.name, cells)
        if uncalculated or handler.uncalculated:
            handler.noted.never_calculated()
        noted.append(handler.noted)
    return noted


class _Cells(Handler):
    """Counts a sheet's cells that hold something, and notes of them what a parser leaves out."""

    def __init__(self, name: str, styles: Sequence[Style], strings: Sequence[str | None]) -> None:
        super().__init__()
        self.noted = Noted(name)
        self.uncalculated = False
        self._styles = styles
        self._strings = strings
        self._style = _PLAIN
        self._runs = RunMarks()
        self._row = self._column = -1
        self._type = ""
        self._in_value = self._has_value = self._has_formula = self._has_text = self._in_formula = False
        self._value: list[str] = []
        self._formula: list[str] = []
        self._written = self._length = 0

    def startElement(self, name: str, attrs: Attributes) -> None:
        element = local(name)
        if element == "c":
            self._start_cell(attrs)
        elif element == "v":
            self._in_value = self._has_value = True
        elif element == "f":
            self._in_formula = self._has_formula = True
        elif element == "is":
            self._has_text = True
            self._runs = RunMarks()
        elif element == "row":
            self._count()
            self._row = int(attrs["r"]) - 1 if "r" in attrs else self._row + 1
            self._column = -1
        elif element == "mergeCell":
            first, _, last = attrs["ref"].partition(":")
            self.noted.merged.append((*position(first), *position(last or first)))
        elif element == "sheetCalcPr":
            self.uncalculated = attrs.get("fullCalcOnLoad", "") in _TRUE
        elif self._has_text:
            self._runs.start(element, attrs)

    def _count(self) -> None:
        self._written += 1
        if self._written > limits.CELLS_WRITTEN:
            limits.check_written(self.noted.name, self._written)

    def _start_cell(self, attrs: Attributes) -> None:
        self._count()
        if "r" in attrs:
            self._row, self._column = position(attrs["r"])
        else:
            self._column += 1
        self._type = attrs.get("t", "n")
        number = int(attrs.get("s", "0"))
        self._style = self._styles[number] if number < len(self._styles) else _PLAIN
        self._has_value = self._has_formula = self._has_text = False
        self._value = []
        self._formula = []
        self._length = 0

    def characters(self, content: str) -> None:
        if self._in_formula:
            self._formula.append(content)
        if self._in_value or self._has_text or self._in_formula:
            self._length += len(content)
            limits.check_text(self.noted.name, (self._row, self._column), self._length)
        if self._in_value:
            self._value.append(content)
        elif self._has_text:
            self._runs.characters(content)

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == "v":
            self._in_value = False
        elif element == "f":
            self._in_formula = False
            check_formula(
                "".join(self._formula), sheet_name(self.noted.name), address(self._row, self._column)
            )
        elif element == "c":
            self._end_cell()
            self._has_text = False
        elif self._has_text:
            self._runs.end(element)

    def _end_cell(self) -> None:
        if not (self._has_value or self._has_formula or self._has_text):
            return
        value = "".join(self._value)
        at = self._row, self._column
        limits.check_extent(self.noted.name, *at)
        if not (value or self._has_formula or self._has_text):
            return  # an empty text holds nothing, but a parser makes room for it
        if at in self.noted.filled:
            raise self._refusal("同一个单元格写了两次,文件结构异常")
        self.noted.filled.add(at)
        limits.check_cells(self.noted.name, len(self.noted.filled))
        if self._has_formula:
            self.noted.formulas.append(at)
        mark = self._style.mark or (self._has_text and self._runs.mark) or self._string_mark(value)
        if mark:
            self.noted.marks[at] = mark
        if self._style.code:
            self.noted.formats[at] = self._style.code
        if self._type == "e":
            if value not in _ERRORS:
                raise self._refusal(f"单元格的错误值“{value}”无法读取")
            self.noted.cells[at] = Cell("error", value)
        elif self._has_formula and not value and not (self._type == "str" and self._has_value):
            # An empty text (t="str", <v></v>) is a result: ="" and the like.
            self.noted.cells[at] = Cell("formula", "")

        if self._type == "n" and value:
            self._note_number(at, value)

    def _note_number(self, at: Position, value: str) -> None:
        try:
            self.noted.numbers[at] = float(value)
        except ValueError:  # a parser takes it for a text
            return

    def _refusal(self, given: str) -> Refusal:
        at = address(self._row, self._column)
        return Refusal("file_unreadable", given, sheet=sheet_name(self.noted.name), cell=at)

    def _string_mark(self, value: str) -> str | None:
        if self._type != "s" or not value.strip().isdecimal():
            return None
        number = int(value)
        return self._strings[number] if number < len(self._strings) else None
