"""A sheet as a grid of cells, the same for every format: rows and columns count from 0, blanks are absent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from schemas.personal import masked
from schemas.text import plain, seen

Range = tuple[int, int, int, int]  # top, left, bottom, right, both ends included
Position = tuple[int, int]  # row, column


# What no sheet shows and no database takes: control characters, and halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
# A text that begins so is not blank, whatever follows: most do.
_VISIBLE = re.compile("[!-~\u4e00-\u9fff]")
_COLUMN = re.compile(r"\$?([A-Za-z]+)\$?")
# What breaks a line as \n does; and the space of GB 18030 (A3A0) that Unicode has no character for.
_SEEN_AS = {**dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"), "\n"), 0xE5E5: "\u3000"}


def printable(text: str) -> str:
    """The text as a person sees it: without control and invisible characters; breaks and tabs stay."""
    if text.isprintable():
        return seen(text)
    return seen(_UNPRINTABLE.sub("", text.translate(_SEEN_AS)))


def sheet_name(text: str) -> str:
    """A sheet's name as we show it: printable, without personal numbers."""
    return masked(printable(text))


class Cell(NamedTuple):
    """`kind`: text, number, date, truth, error, or formula (one that has no stored result).

    `text` is what was written: a number in at most 15 significant digits, a date as ISO 8601. `mark` is the
    rule that the cell breaks if it holds a number, such as `number_struck_out`; `shown` what a
    person sees there, where that is not what is stored.
    """

    kind: str
    text: str
    mark: str | None = None
    shown: str | None = None


@dataclass(frozen=True)
class Sheet:
    """`name` is None in a text file. `merged` ranges hold a value in their first cell only.

    Of a text file, `widths` are how many fields each record has, blanks included; `moved` leads from
    a cell that was put into its column to where it stands in the file.
    """

    name: str | None
    cells: Mapping[Position, Cell]
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    widths: tuple[int, ...] = ()
    delimiter: str = ","
    moved: Mapping[Position, Position] = field(default_factory=dict)
    rows: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        by_row: dict[int, dict[int, Cell]] = {}
        for place in sorted(self.cells):
            by_row.setdefault(place[0], {})[place[1]] = self.cells[place]
        object.__setattr__(self, "rows", tuple(by_row))
        object.__setattr__(self, "_by_row", by_row)
        merged: dict[int, list[Range]] = {}
        for span in self.merged:
            merged.setdefault(span[0], []).append(span)
        object.__setattr__(self, "_merged_by_row", merged)

    def row(self, row: int) -> Mapping[int, Cell]:
        """The cells of a row by column, from left to right."""
        cells: dict[int, Cell] = self.__dict__["_by_row"].get(row, {})
        return cells

    def merged_from(self, row: int) -> Sequence[Range]:
        """The merged ranges whose first row it is."""
        ranges: list[Range] = self.__dict__["_merged_by_row"].get(row, [])
        return ranges

    def address(self, row: int, column: int) -> str:
        """Where the cell stands in the file, as a spreadsheet names it."""
        if self.moved:
            row, column = self.moved.get((row, column), (row, column))
        return address(row, column)


def is_blank(text: str) -> bool:
    """Whether nothing but white space was written."""
    return not (_VISIBLE.match(text) or plain(text))


def address(row: int, column: int) -> str:
    """The cell as a spreadsheet names it: (3, 3) is D4."""
    return f"{_letters(column)}{row + 1}"


def position(name: str) -> Position:
    """The row and column of an address such as D4 or $D$4; ValueError if it is none."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]) - 1, _column(letters)


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=1024)
def _column(name: str) -> int:
    parts = _COLUMN.fullmatch(name)
    if parts is None:
        raise ValueError(f"{name!r} is no column")
    column = 0
    for letter in parts[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1
