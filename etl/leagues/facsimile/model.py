"""A facsimile: a league's sheets as they look, the same for every format, ready to be drawn again.

Rows and columns count from 0. Formulas are their stored results; pictures, charts and macros are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from etl.read.grid import Position, Range

# None: a cell that is formatted and empty. A text, also one that begins with `=`, is only ever a text.
Content = str | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A border of a cell; `style` as XlsxWriter numbers them (1 thin, 2 medium, …)."""

    style: int
    color: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. Colours are `#RRGGBB`, sizes points; None: as the program likes."""

    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strikeout: bool = False
    color: str | None = None
    fill: str | None = None
    horizontal: str | None = None  # left, center, right, fill, justify, center_across, distributed
    vertical: str | None = None  # top, vcenter, bottom, vjustify, vdistributed
    wrap: bool = False
    indent: int = 0
    rotation: int = 0  # degrees, -90 to 90; 270: letters upright below each other
    left: Edge | None = None
    right: Edge | None = None
    top: Edge | None = None
    bottom: Edge | None = None
    number_format: str | None = None  # as a workbook writes it, such as `#,##0.00`


class Face(NamedTuple):
    """A cell: what it holds and how it looks."""

    content: Content
    look: Look = Look()


@dataclass(frozen=True)
class Facsimile:
    """One sheet. `name` is None for a text file. Widths are characters, heights points."""

    name: str | None
    faces: Mapping[Position, Face]
    merged: tuple[Range, ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    frozen: Position = (0, 0)  # rows above and columns left of the split
    formulas: Mapping[Position, str] = field(default_factory=dict)  # ours: none comes from a file
