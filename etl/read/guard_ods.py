"""The pass through the sheets of an .ods, before it is parsed (see `guard`)."""

from __future__ import annotations

import re
import zipfile
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from etl.read import limits
from etl.read.grid import Cell
from etl.read.guard import Noted, local, stream
from etl.read.ods_styles import OdsStyles
from etl.read.refusal import Refusal
from etl.read.xlsx_styles import Style

_CONTENT, _STYLES = "content.xml", "styles.xml"
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:\d+")
_TRUTHS = ("TRUE", "FALSE")
_NUMBERS = ("float", "percentage", "currency")
_CELLS = ("table-cell", "covered-table-cell")
# What stands in a cell and is not its text: comments, footnotes, how words are pronounced.
_BESIDE = ("annotation", "note", "ruby-text")
_BREAKS = {"line-break": "\n", "tab": "\t", "s": " "}


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


class _StylesOnly(ContentHandler):
    def __init__(self, styles: OdsStyles) -> None:
        super().__init__()
        self._styles = styles

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._styles.start(local(name), attrs)

    def characters(self, content: str) -> None:
        self._styles.characters(content)

    def endElement(self, name: str) -> None:
        self._styles.end(local(name))


class _Text:
    """The text of a cell: its paragraphs, with their breaks and tabs, and the mark of its letters."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.paragraphs = 0
        self.is_broken = False  # by more than paragraphs of spaces: what a parser may join
        self.mark: str | None = None
        self._spans: list[str | None] = []
        self._beside = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def start(self, element: str, attrs: AttributesImpl, styles: OdsStyles) -> None:
        if element in _BESIDE:
            self._beside += 1
        elif self._beside:
            return
        elif element == "p":
            self.paragraphs += 1
            if self.paragraphs > 1:
                self.parts.append("\n")
                self.is_broken = True
            self._spans = []
        elif element == "span":
            mark = styles.style("text", attrs.get("text:style-name", "")).mark
            self._spans.append(mark or (self._spans[-1] if self._spans else None))
        elif element in _BREAKS and self.paragraphs:
            self.parts.append(_BREAKS[element])
            self.is_broken = self.is_broken or element != "s"

    def characters(self, content: str) -> None:
        if self._beside or not self.paragraphs:
            return
        self.parts.append(content)
        if self._spans and self._spans[-1] and content.strip():
            self.mark = self.mark or self._spans[-1]

    def end(self, element: str) -> None:
        if element in _BESIDE:
            self._beside -= 1
        elif element == "span" and self._spans and not self._beside:
            self._spans.pop()


class _Tables(ContentHandler):
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
        self._text = _Text()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element == "table":
            self._depth += 1
            if self._depth == 1:
                self.noted.append(Noted(attrs.get("table:name", "")))
                limits.check_sheets(len(self.noted))
                self._row = 0
                self._column_styles = []
        elif self._depth == 0:
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
            self._repeat = max(1, int(attrs.get("table:number-columns-repeated", "1")))
            self._text = _Text()
        elif self._cell is not None:
            self._text.start(element, attrs, self._styles)

    def characters(self, content: str) -> None:
        if self._depth == 0:
            self._styles.characters(content)
        elif self._depth == 1 and self._cell is not None:
            self._text.characters(content)

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
            self._text.end(element)

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
        style = self._style(cell)
        mark = style.mark or self._text.mark
        code = style.code or ("0%" if kind == "percentage" else "")
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

    def _style(self, cell: dict[str, str]) -> Style:
        """What the cell's own style, its row's or its column's does to it."""
        name = cell.get("table:style-name") or self._row_style
        if not name:
            name = next((style for end, style in self._column_styles if self._column < end), "")
        return self._styles.style("table-cell", name)

    def _note(self, cell: dict[str, str], kind: str | None, formula: bool) -> Cell | None:
        text = self._text.text
        if cell.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text)):
            return Cell("error", text)
        if kind == "float" and text in _TRUTHS:
            return Cell("truth", text)
        # An empty text is a result too; it is written as a paragraph with nothing in it.
        has_result = (
            self._text.paragraphs > 0 if kind is None else kind not in _NUMBERS or "office:value" in cell
        )
        if formula and not has_result:
            return Cell("formula", "")
        # A parser joins what stands on two lines.
        return Cell("text", text) if kind in (None, "string") and self._text.is_broken else None
