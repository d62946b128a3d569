"""A template before it is drawn: sheets of cells, each with what it holds, how it looks and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from schemas.periods import Period
from schemas.registry.objects import League, ReturnKind


@dataclass(frozen=True)
class Allowed:
    """What may be typed into a cell. `kind`: number (not negative), choice or date.

    `decimals`: how many a number may have; `words`: the choices, `others`: whether other words are taken;
    `since` and `until`: the earliest and the latest date; `most`: the highest number; None for no end.
    """

    kind: str
    decimals: int = 0
    words: tuple[str, ...] = ()
    others: bool = False
    since: date | None = None
    until: date | None = None
    most: int | None = None


@dataclass(frozen=True)
class Cell:
    """`look`: open (to fill in), locked, caption, reference (only helps), closed (nothing belongs here) or
    group (over the whole width, it names the rows below).

    A `formula` stands without its equals sign; `result` is what it gives as long as nothing is filled in.
    What is typed into one that `is_text` stays text, however many digits it has.
    """

    look: str = "locked"
    value: str | int | Decimal | None = None
    formula: str | None = None
    result: str = ""
    decimals: int | None = None  # that a number shows
    allowed: Allowed | None = None
    centred: bool = False
    strong: bool = False
    is_text: bool = False


@dataclass(frozen=True)
class Heading:
    """A column's caption; `comment` helps who fills it in."""

    caption: str
    width: float
    comment: str | None = None
    is_reference: bool = False


@dataclass(frozen=True)
class Alarm:
    """Colours a cell while the formula is true, or each of several; `look`: wrong or doubtful."""

    cell: str
    formula: str
    look: str


@dataclass(frozen=True)
class Labelled:
    """A label of the registry and the cell beside it."""

    caption: str
    cell: Cell


@dataclass(frozen=True)
class Table:
    """A part's sheet. `frozen` is how many columns stay in view, `printed` how many are printed."""

    name: str
    title: str
    form: str  # the number of the form, and who has made it
    hint: Cell
    above: tuple[Labelled, ...]
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alarms: tuple[Alarm, ...]
    below: tuple[Labelled, ...]
    frozen: int
    printed: int
    height: float | None = None  # of a row, in points; None: as high as what stands in it


@dataclass(frozen=True)
class Template:
    """A return's workbook. `as_of`: when the last of what stands in it became known."""

    league: League
    kind: ReturnKind
    period: Period
    as_of: datetime
    guide: tuple[tuple[str, str], ...]  # caption, text
    tables: tuple[Table, ...]
    stamp: tuple[tuple[str, str], ...]
