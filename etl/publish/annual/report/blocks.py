"""What the report is made of before anything is drawn: headings, paragraphs, tables and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading without its number, which it gets where it stands; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Our own words; `lead` comes first, in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table and its width in millimetres; `verbatim`: a league's words, as they are."""

    name: str
    width: int
    align: Literal["left", "center", "right"] = "center"
    verbatim: bool = False


@dataclass(frozen=True)
class Table:
    """A table of texts, in which a line break begins a paragraph; the columns are 156 mm wide together."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart that can be edited where it is read; `series`: name to a value a category, None for none.

    `kind`: bars lie, columns stand, stacked columns stand on each other. `colours`: RGB by series.
    """

    caption: str
    kind: Literal["bar", "column", "stacked"]
    categories: Sequence[str]
    series: Mapping[str, Sequence[Decimal | int | None]]
    colours: Mapping[str, str]
    number_format: str = "#,##0"
    height: int = 75  # mm
    labels: bool = True  # whether each value is written beside its bar


@dataclass(frozen=True)
class Signature:
    """The lines below the last word, at the right: who signs, and when."""

    lines: Sequence[str]


Block = Heading | Paragraph | Table | Chart | Signature
