"""The cells that the tables of the annual workbook are made of, before anything is drawn."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]

NOTHING = "—"


@dataclass(frozen=True)
class Cell:
    """A text or a number, how it looks, and over how many lines it goes."""

    value: str | Decimal | int | None
    look: str = ""
    align: str = "left"
    number_format: str | None = None
    rows: int = 1


Line = Sequence[Cell | None]  # None: the cell above reaches down to here


@dataclass(frozen=True)
class Table:
    """A sheet's table.

    `note` stands below the title; `columns`: name and width; `frozen`: how many of them stay in view;
    `pages`: how many pages long it is printed, 0 as many as it takes.
    """

    name: str
    note: str
    columns: Sequence[tuple[str, float]]
    lines: Sequence[Line]
    frozen: int
    pages: int

    def height(self, line: Line) -> float:
        """How many lines of text the fullest cell of this line takes."""
        return max(
            _text_lines(cell.value, width - (1 if cell.align == "center" else 3)) / cell.rows
            for cell, (_, width) in zip(line, self.columns, strict=True)
            if cell and isinstance(cell.value, str)
        )


def centred(value: str, rows: int = 1) -> Cell:
    """A short text in the middle."""
    return Cell(value, align="center", rows=rows)


def number_of(project_no: int) -> str:
    """A project's number as people see it; the headline goal has none."""
    return str(project_no or "总")


def share_of_leagues(reporting: int, wanted: int) -> Cell:
    """How many leagues have reported, such as 11/12; marked if not all have."""
    return Cell(f"{reporting}/{wanted}", "" if reporting == wanted else "incomplete", "center")


def percent(share: Decimal | None) -> Cell:
    """A share as percent with one decimal; a dash where there is none."""
    return centred(NOTHING) if share is None else Cell(share, align="right", number_format="0.0%")


def amount(value: Decimal | None, decimals: int, look: str) -> Cell:
    """A figure with its decimals; 缺 where it is missing."""
    if value is None:
        return Cell("缺", "missing")
    return Cell(value, look, "right", digits(decimals))


def digits(decimals: int) -> str:
    """The number format of figures with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _text_lines(text: str, width: float) -> int:
    """Lines that a text takes in this width; a Chinese character is as wide as two digits."""
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return max(1, math.ceil(wide / width))
