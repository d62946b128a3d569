"""How the cells and texts of an .ods look, as far as that changes what a number means.

A data style becomes the number format that shows the same (see `number_format`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.read.parse.guard import Attributes
from etl.read.parse.xlsx_styles import RAISED, STRUCK

_DATA_STYLES = (
    "number-style",
    "percentage-style",
    "currency-style",
    "text-style",
    "date-style",
    "time-style",
)
_DATES = ("year", "month", "day", "hours", "minutes", "seconds", "am-pm", "day-of-week", "quarter", "era")
_CONDITION = re.compile(r"value\(\)\s*((?:<=|>=|!=|<|>|=)-?\d+(?:\.\d+)?)")
# What the sections of a format stand for where it names no conditions: then the one for negative numbers
# writes their sign itself.
_USUAL = ((">=0",), (">0", "<0"), (">0", "<0", "=0"))
_MOST_PLACES = 30


@dataclass(frozen=True)
class Looks:
    """How letters look; None: left open."""

    struck: bool | None = None
    raised: bool | None = None

    @property
    def mark(self) -> str | None:
        """The rule that a number breaks which looks so."""
        return STRUCK if self.struck else RAISED if self.raised else None

    def over(self, under: Looks) -> Looks:
        """These looks, and what they leave open as it is under them."""
        return Looks(
            under.struck if self.struck is None else self.struck,
            under.raised if self.raised is None else self.raised,
        )


@dataclass
class _Style:
    """One style of cells, paragraphs or texts; what it leaves open is as in its parent."""

    parent: str | None
    data_style: str | None
    looks: Looks = Looks()


@dataclass
class _DataStyle:
    """`code` is the format in one section; `maps`: conditions, and the styles that apply then."""

    is_percentage: bool = False
    code: list[str] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)


class OdsStyles:
    """Fed with the elements of styles.xml and content.xml; knows then what each style does to a number."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._data: dict[str, _DataStyle] = {}
        self._style: _Style | None = None
        self._open: _DataStyle | None = None
        self._literal: list[str] | None = None
        self._embedded: list[tuple[int, str]] = []
        self._number: Attributes | None = None
        self._position = 0

    def code(self, name: str) -> str:
        """The number format of a style of cells; empty, if there is none."""
        codes = (self._code(style.data_style) for style in self._line("table-cell", name) if style.data_style)
        return next(filter(None, codes), "")

    def looks(self, family: str, name: str) -> Looks:
        """What a style of `table-cell`, `paragraph` or `text` does to its letters."""
        looks = Looks()
        for style in self._line(family, name):
            looks = looks.over(style.looks)
        return looks

    def _line(self, family: str, name: str) -> Iterator[_Style]:
        """The style, its parent, and so on."""
        seen = set()
        while (style := self._styles.get((family, name))) is not None and name not in seen:
            seen.add(name)
            yield style
            name = style.parent or ""

    def start(self, element: str, attrs: Attributes) -> None:
        """An element begins."""
        if element == "style":
            key = attrs.get("style:family", ""), attrs.get("style:name", "")
            self._style = _Style(attrs.get("style:parent-style-name"), attrs.get("style:data-style-name"))
            self._styles[key] = self._style
        elif element == "text-properties" and self._style is not None:
            self._style.looks = _looks(attrs)
        elif element in _DATA_STYLES:
            # Those of content.xml stand instead of those of styles.xml that have their names.
            self._open = _DataStyle(element == "percentage-style")
            self._data[attrs.get("style:name", "")] = self._open
        elif self._open is not None:
            self._in_data_style(element, attrs, self._open)

    def characters(self, content: str) -> None:
        """Words of a data style."""
        if self._literal is not None:
            self._literal.append(content)

    def end(self, element: str) -> None:
        """An element ends."""
        if element == "style":
            self._style = None
        elif element in _DATA_STYLES:
            self._open = None
        elif self._open is None:
            return
        elif element == "embedded-text" and self._literal is not None:
            self._embedded.append((self._position, "".join(self._literal)))
            self._literal = None
        elif element in ("text", "currency-symbol") and self._literal is not None:
            words = "".join(self._literal)
            before, percent, behind = words.partition("%") if self._open.is_percentage else (words, "", "")
            self._open.code.append(_quoted(before) + percent + _quoted(behind))
            self._literal = None
        elif element == "number" and self._number is not None:
            self._open.code.append(_digits(self._number, self._embedded))
            self._number = None

    def _in_data_style(self, element: str, attrs: Attributes, style: _DataStyle) -> None:
        if element in ("text", "currency-symbol"):
            self._literal = []
        elif element == "embedded-text":
            self._literal, self._position = [], int(attrs.get("number:position", "0"))
        elif element == "number":
            self._number, self._embedded = attrs, []
        elif element == "scientific-number":
            style.code.append(f"{_digits(attrs, [])}E+00")
        elif element == "fraction":
            style.code.append("# ?/?")
        elif element == "text-content":
            style.code.append("@")
        elif element in _DATES:
            style.code.append("yyyy")
        elif element == "map":
            style.maps.append((attrs.get("style:condition", ""), attrs.get("style:apply-style-name", "")))

    def _code(self, name: str) -> str:
        style = self._data.get(name)
        if style is None:
            return ""
        maps = [
            (match[1].replace("!=", "<>"), "".join(self._data[applied].code))
            for condition, applied in style.maps[:3]
            if (match := _CONDITION.fullmatch(condition.strip())) is not None and applied in self._data
        ]
        is_usual = tuple(condition for condition, _ in maps) in _USUAL
        sections = [code if is_usual else f"[{condition}]{code}" for condition, code in maps]
        return ";".join([*sections, "".join(style.code)])


def _looks(attrs: Attributes) -> Looks:
    lines = {attrs.get(f"style:text-line-through-{what}") for what in ("style", "type")} - {None}
    position = attrs.get("style:text-position", "").split(" ")[0]
    is_moved = position in ("super", "sub") or position.rstrip("%").lstrip("-").strip("0.").isdecimal()
    return Looks(lines != {"none"} if lines else None, is_moved if position else None)


def _digits(attrs: Attributes, embedded: list[tuple[int, str]]) -> str:
    """The digits of a format; words stand in them by how many digits are to their right."""
    if not embedded and not {"number:decimal-places", "number:display-factor"} & set(attrs.keys()):
        return "General"
    places = min(int(attrs.get("number:decimal-places", "0")), _MOST_PLACES)
    fixed = min(int(attrs.get("number:min-decimal-places", str(places))), places)
    whole = "0" * min(int(attrs.get("number:min-integer-digits", "1")), _MOST_PLACES)
    for position, words in sorted(embedded, reverse=True):
        whole = whole.rjust(min(position, _MOST_PLACES) + 1, "#")
        whole = whole[: len(whole) - position] + _quoted(words) + whole[len(whole) - position :]
    factor = attrs.get("number:display-factor", "1")
    thousands = "," * ((len(factor.split(".")[0]) - 1) // 3) if factor.strip("0.").startswith("1") else ""
    decimals = "0" * fixed + "#" * (places - fixed)
    return f"{whole or '#'}{'.' if decimals else ''}{decimals}{thousands}"


def _quoted(words: str) -> str:
    return "".join(f"\\{sign}" for sign in words)
