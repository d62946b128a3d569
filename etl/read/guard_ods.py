"""The pass through the sheets of an .ods, before it is parsed (see `guard`)."""

from __future__ import annotations

import re
import zipfile
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from etl.read import limits
from etl.read.grid import Cell
from etl.read.guard import Noted, local, stream

_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:\d+")
_TRUTHS = ("TRUE", "FALSE")
_NUMBERS = ("float", "percentage", "currency")
_CELLS = ("table-cell", "covered-table-cell")
# What an error or a date says is short; a long text need not be kept to know that it is there.
_TEXT_KEPT = 100


def inspect_ods(archive: zipfile.ZipFile) -> list[Noted]:
    """What is to be noted of each sheet of the workbook."""
    handler = _Tables()
    with archive.open("content.xml") as file:
        stream(file, handler)
    return handler.noted


class _Tables(ContentHandler):
    """Follows rows and cells with their declared repeats.

    A sheet's end is written as a million repeated empty rows, which is normal; repeated content is counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[Noted] = []
        self._number = 0
        self._row = self._column = 0
        self._row_repeat = self._repeat = 1
        self._cell: dict[str, str] | None = None
        self._depth = 0  # of tables: a sheet may hold a table inside a cell or a drawing
        self._in_text = 0
        self._has_text = False
        self._text = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element == "table":
            self._depth += 1
            if self._depth == 1:
                self.noted.append(Noted(attrs.get("table:name", "")))
                limits.check_sheets(len(self.noted))
                self._row = 0
        elif self._depth != 1:
            return
        elif element == "table-row":
            self._row_repeat = max(1, int(attrs.get("table:number-rows-repeated", "1")))
            self._column = 0
        elif element in _CELLS:
            self._cell = dict(attrs.items())
            self._repeat = max(1, int(attrs.get("table:number-columns-repeated", "1")))
            self._text = ""
            self._has_text = False
        elif element == "p" and self._cell is not None:
            self._in_text += 1
            self._has_text = True

    def characters(self, content: str) -> None:
        if self._in_text and len(self._text) < _TEXT_KEPT:
            self._text += content

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif element == "table-row":
            self._row += self._row_repeat
        elif element == "p" and self._in_text:
            self._in_text -= 1
        elif element in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._column += self._repeat
            self._cell = None

    def _end_cell(self, cell: dict[str, str]) -> None:
        noted = self.noted[-1]
        across = int(cell.get("table:number-columns-spanned", "1"))
        down = int(cell.get("table:number-rows-spanned", "1"))
        if across > 1 or down > 1:
            noted.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        kind = cell.get("office:value-type")
        formula = "table:formula" in cell
        if not (kind or formula or self._text):
            return
        limits.check_extent(noted.name, self._row + self._row_repeat - 1, self._column + self._repeat - 1)
        self._number += self._row_repeat * self._repeat
        limits.check_cells(noted.name, self._number)
        note = self._note(cell, kind, formula)
        if note is not None:
            for row in range(self._row, self._row + self._row_repeat):
                for column in range(self._column, self._column + self._repeat):
                    noted.cells[row, column] = note

    def _note(self, cell: dict[str, str], kind: str | None, formula: bool) -> Cell | None:
        if cell.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(self._text)):
            return Cell("error", self._text)
        if kind == "float" and self._text in _TRUTHS:
            return Cell("truth", self._text)
        if kind == "percentage" and "office:value" in cell:
            return Cell("percent", cell["office:value"])
        # An empty text is a result too; it is written as a paragraph with nothing in it.
        has_result = self._has_text if kind is None else kind not in _NUMBERS or "office:value" in cell
        return Cell("formula", "") if formula and not has_result else None
