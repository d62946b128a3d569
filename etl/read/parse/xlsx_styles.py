"""How the cells and strings of an .xlsx look, as far as that changes what a number means."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from etl.read import limits
from etl.read.parse.guard import Attributes, Handler, local, stream

STRUCK, RAISED = "number_struck_out", "number_raised"
# The formats that every program knows by their numbers; those of dates and the general one are not needed.
_BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    **dict.fromkeys(("5", "6"), "#,##0;-#,##0"),
    **dict.fromkeys(("7", "8"), "#,##0.00;-#,##0.00"),
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    **dict.fromkeys(("37", "38"), "#,##0;-#,##0"),
    **dict.fromkeys(("39", "40"), "#,##0.00;-#,##0.00"),
    **dict.fromkeys(("41", "42"), '#,##0;-#,##0;"-"'),
    **dict.fromkeys(("43", "44"), '#,##0.00;-#,##0.00;"-"'),
    "48": "##0.0E+0",
    "49": "@",
}


@dataclass(frozen=True)
class Style:
    """A cell's number format (empty: the general one), and the mark of its font."""

    code: str = ""
    mark: str | None = None


def cell_styles(archive: zipfile.ZipFile, part: str) -> Sequence[Style]:
    """The cell styles in the order of their numbers; none where the workbook has no such part."""
    handler = _Styles()
    _stream_if_there(archive, part, handler)
    return [
        Style(
            handler.codes.get(form, _BUILT_IN.get(form, "")),
            handler.fonts[font] if font < len(handler.fonts) else None,
        )
        for form, font in handler.cells
    ]


def string_marks(archive: zipfile.ZipFile, part: str) -> Sequence[str | None]:
    """The mark of each shared string: that of the first of its runs that is struck out or raised."""
    handler = _Strings()
    _stream_if_there(archive, part, handler)
    return handler.marks


class FontMark:
    """The mark of one font, by the elements in it."""

    def __init__(self) -> None:
        self.mark: str | None = None

    def element(self, name: str, attrs: Attributes) -> None:
        """Takes note of an element of a font or of a run's properties."""
        value = attrs.get("val", "")
        if name == "strike" and value not in ("0", "false"):
            self.mark = STRUCK
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            self.mark = self.mark or RAISED


class RunMarks:
    """The mark of a rich text: that of the first run that is marked and holds more than white space."""

    def __init__(self) -> None:
        self.mark: str | None = None
        self._font: FontMark | None = None
        self._in_text = False

    def start(self, name: str, attrs: Attributes) -> None:
        """An element within the string begins."""
        if name == "r":
            self._font = FontMark()
        elif name == "t":
            self._in_text = True
        elif self._font is not None:
            self._font.element(name, attrs)

    def end(self, name: str) -> None:
        """An element within the string ends."""
        if name == "r":
            self._font = None
        elif name == "t":
            self._in_text = False

    def characters(self, content: str) -> None:
        """Text of a run, or of the string itself."""
        if self._in_text and self._font is not None and self._font.mark and content.strip():
            self.mark = self.mark or self._font.mark


def _stream_if_there(archive: zipfile.ZipFile, part: str, handler: Handler) -> None:
    if part in archive.namelist():
        with archive.open(part) as file:
            stream(file, handler)


class _Styles(Handler):
    """`codes`: number formats by number; `fonts`: their marks; `cells`: format and font of each style."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}
        self.fonts: list[str | None] = []
        self.cells: list[tuple[str, int]] = []
        self._within = ""  # fonts or cellXfs: the same elements stand elsewhere, too
        self._font = FontMark()

    def startElement(self, name: str, attrs: Attributes) -> None:
        element = local(name)
        if element == "numFmt" and not self._within:
            self.codes.setdefault(attrs.get("numFmtId", ""), attrs.get("formatCode", ""))
            limits.check_styles(len(self.codes))
        elif element in ("fonts", "cellXfs", "dxfs"):
            self._within = element
        elif self._within == "fonts":
            if element == "font":
                self._font = FontMark()
            self._font.element(element, attrs)
        elif element == "xf" and self._within == "cellXfs":
            self.cells.append((attrs.get("numFmtId", "0"), int(attrs.get("fontId", "0"))))
            limits.check_styles(len(self.cells))

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == self._within:
            self._within = ""
        elif element == "font" and self._within == "fonts":
            self.fonts.append(self._font.mark)
            limits.check_styles(len(self.fonts))


class _Strings(Handler):
    def __init__(self) -> None:
        super().__init__()
        self.marks: list[str | None] = []
        self._runs = RunMarks()
        self._length = 0

    def startElement(self, name: str, attrs: Attributes) -> None:
        if local(name) == "si":
            self._runs = RunMarks()
            self._length = 0
        self._runs.start(local(name), attrs)

    def characters(self, content: str) -> None:
        self._length += len(content)
        limits.check_text(None, None, self._length)
        self._runs.characters(content)

    def endElement(self, name: str) -> None:
        self._runs.end(local(name))
        if local(name) == "si":
            self.marks.append(self._runs.mark)
