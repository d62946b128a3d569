"""The pass through the sheets of an .ods, before it is parsed (see `guard`)."""

from __future__ import annotations

import re
import zipfile

from etl.read import limits
from etl.read.grid import Cell, address, sheet_name
from etl.read.parse.carried import LINKS, check_formula, of_element
from etl.read.parse.guard import Attributes, Handler, Noted, local, stream
from etl.read.parse.ods_styles import Looks, OdsStyles
from etl.read.parse.ods_text import OdsText
from etl.read.refusal import Refusal
from schemas.text import plain

_CONTENT, _STYLES = "content.xml", "styles.xml"
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:\d+")
_TRUTHS = ("TRUE", "FALSE")
_NUMBERS = ("float", "percentage", "currency")
_CELLS = ("table-cell", "covered-table-cell")
# The style of the cells that name none.
_DEFAULT = "Default"
_OTHER_FILE = "'file:"


def inspect_ods(archive: zipfile.ZipFile) -> list[Noted]:
    """What is to be noted of each sheet of the workbook."""
    names = archive.namelist()
    for name in (_CONTENT, _STYLES):
        if names.count(name) > 1:
            raise Refusal("file_unreadable", f"压缩结构中有同名的文件“{name}”")
    styles = OdsStyles()
    if _STYLES in names:
        with archive.open(_STYLES) as file:
            stream(file, _StylesOnly(styles))
    handler = _Tables(styles)
    with archive.open(_CONTENT) as file:
        stream(file, handler)
    return handler.noted


class _StylesOnly(Handler):
    def __init__(self, styles: OdsStyles) -> None:
        super().__init__()
        self._styles = styles

    def startElement(self, name: str, attrs: Attributes) -> None:
        self._styles.start(local(name), attrs)

    def characters(self, content: str) -> None:
        self._styles.characters(content)

    def endElement(self, name: str) -> None:
        self._styles.end(local(name))


class _Tables(Handler):
    """Follows rows and cells with their declared repeats.

    A sheet's end is written as a million repeated empty rows, which is normal; repeated content is counted.
    """

    def __init__(self, styles: OdsStyles) -> None:
        super().__init__()
        self.noted: list[Noted] = []
        self._styles = styles
        self._number = 0
        self._row = self._column = 0
        self._row_repeat = self._repeat = 1
        self._row_style = ""
        self._column_styles: list[tuple[int, str]] = []  # the first column after those that have the style
        self._cell: dict[str, str] | None = None
        self._depth = 0  # of tables: a sheet may hold a table inside a cell or a drawing
        self._style = ""
        self._text = OdsText(Looks())

    def startElement(self, name: str, attrs: Attributes) -> None:
        element = local(name)
        if element == "table":
            self._depth += 1
            if self._depth == 1:
                self.noted.append(Noted(attrs.get("table:name", "")))
                limits.check_sheets(len(self.noted))
                self._row = 0
                self._column_styles = []
        elif self._depth and (lies := of_element(element)):
            self.noted[-1].carried.add(lies)
        elif self._depth == 0:
            of_element(element)
            self._styles.start(element, attrs)
        elif self._depth > 1:
            return
        elif element == "table-column":
            last = self._column_styles[-1][0] if self._column_styles else 0
            repeat = max(1, int(attrs.get("table:number-columns-repeated", "1")))
            self._column_styles.append((last + repeat, attrs.get("table:default-cell-style-name", "")))
        elif element == "table-row":
            self._row_repeat = max(1, int(attrs.get("table:number-rows-repeated", "1")))
            self._row_style = attrs.get("table:default-cell-style-name", "")
            self._column = 0
        elif element in _CELLS:
            self._cell = dict(attrs.items())
            self._check_formula(self._cell)
            self._repeat = max(1, int(attrs.get("table:number-columns-repeated", "1")))
            self._style = self._style_name(self._cell)
            self._text = OdsText(self._styles.looks("table-cell", self._style))
        elif self._cell is not None:
            self._text.start(name, attrs, self._styles)

    def characters(self, content: str) -> None:
        if self._depth == 0:
            self._styles.characters(content)
        elif self._depth == 1 and self._cell is not None:
            self._text.characters(content)
            limits.check_text(self.noted[-1].name, (self._row, self._column), self._text.length)

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == "table":
            self._depth -= 1
        elif self._depth == 0:
            self._styles.end(element)
        elif self._depth > 1:
            return
        elif element == "table-row":
            self._row += self._row_repeat
        elif element in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._column += self._repeat
            self._cell = None
        elif self._cell is not None:
            self._text.end(name)

    def _end_cell(self, cell: dict[str, str]) -> None:
        noted = self.noted[-1]
        across = int(cell.get("table:number-columns-spanned", "1"))
        down = int(cell.get("table:number-rows-spanned", "1"))
        if across > 1 or down > 1:
            noted.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        kind = cell.get("office:value-type")
        formula = "table:formula" in cell
        if not (kind or formula or self._text.text):
            return
        limits.check_extent(noted.name, self._row + self._row_repeat - 1, self._column + self._repeat - 1)
        self._number += self._row_repeat * self._repeat
        limits.check_cells(noted.name, self._number)
        note = self._note(cell, kind, formula)
        mark = self._text.mark if self._text.text else self._styles.looks("table-cell", self._style).mark
        code = self._styles.code(self._style) or ("0%" if kind == "percentage" else "")
        written = self._text.text if kind in _NUMBERS and self._text.text != cell.get("office:value") else ""
        for row in range(self._row, self._row + self._row_repeat):
            for column in range(self._column, self._column + self._repeat):
                at = row, column
                noted.filled.add(at)
                if note is not None:
                    noted.cells[at] = note
                if mark:
                    noted.marks[at] = mark
                if code and code != "General":
                    noted.formats[at] = code
                if written:
                    noted.written[at] = written

    def _check_formula(self, cell: dict[str, str]) -> None:
        if formula := cell.get("table:formula"):
            check_formula(formula, sheet_name(self.noted[-1].name), address(self._row, self._column))
            if _OTHER_FILE in formula:
                self.noted[-1].carried.add(LINKS)

    def _style_name(self, cell: dict[str, str]) -> str:
        """The cell's own style, its row's or its column's."""
        of_column = next((style for end, style in self._column_styles if self._column < end), "")
        return cell.get("table:style-name") or self._row_style or of_column or _DEFAULT

    def _note(self, cell: dict[str, str], kind: str | None, formula: bool) -> Cell | None:
        text = self._text.text
        if cell.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text)):
            return Cell("error", text)
        if kind in _NUMBERS:
            return self._note_number(cell, text, formula)
        # An empty text is a result too; it is written as a paragraph with nothing in it.
        if formula and kind is None and not self._text.paragraphs:
            return Cell("formula", "")
        if kind not in (None, "string"):
            return None
        stored = cell.get("office:string-value")
        if stored is not None and text and plain(stored) != plain(text):
            return Cell("text", stored, "number_shown_otherwise", text)
        return Cell("text", text) if self._text.is_parted else None

    def _note_number(self, cell: dict[str, str], text: str, formula: bool) -> Cell | None:
        stored = cell.get("office:value")
        if formula and (stored is None or (stored.strip("0.") == "" and not self._text.paragraphs)):
            return Cell("formula", "")  # a nought that is shown nowhere is no result
        if stored is None:
            return Cell("text", text)
        return Cell("truth", text) if text in _TRUTHS else None
