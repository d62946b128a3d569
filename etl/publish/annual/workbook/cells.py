"""The cells that the sheets of the annual workbook are made of, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from etl.common.settings import ZONE
from etl.publish.annual.words import MISSING, STANDINGS
from etl.summarise.rows import Indicator

NOTHING = "—"


@dataclass(frozen=True)
class Series:
    """A column of figures in a chart; `line`: drawn as a line against a second axis."""

    name: str
    column: int
    colour: str
    line: bool = False


@dataclass(frozen=True)
class Chart:
    """A native chart of some lines of its own sheet; it fills the cell that it stands in.

    `kind`: bar or column; `names`: the column of categories; `lines`: first and last line, both in it;
    `number_format`: of its axis and labels; `colours`: one a category, in place of the series' own;
    `most`: where the axis ends; `height`: points that it takes at least.
    """

    kind: str
    title: str
    names: int
    series: Sequence[Series]
    lines: tuple[int, int]
    number_format: str
    colours: Sequence[str] = ()
    most: float | None = None
    height: float = 0


@dataclass(frozen=True)
class Cell:
    """A text, number or time, how it looks, and how many lines and columns it goes over.

    `link`: the sheet of this workbook that a click on it opens; `tall`: it may go over pages, so it begins
    at its top.
    """

    value: str | Decimal | int | datetime | date | None
    look: str = ""
    align: str = "left"
    number_format: str | None = None
    rows: int = 1
    cols: int = 1
    link: str | None = None
    tall: bool = False
    chart: Chart | None = None


Line = Sequence[Cell | None]  # None: covered by a cell above it or to its left


@dataclass(frozen=True)
class Sheet:
    """A sheet, ready to be drawn.

    `top`: lines that stay in view and are printed on every page; `frozen`: columns that stay in view;
    `paper`: A4 or A3; `pages`: how many pages long it is printed, 0 as many as it takes; `filtered`: first
    and last line of the table that readers can filter; `least`: points that each line has at least; `chart`:
    of its figures, on a sheet of its own behind it; `together`: no page ends within lines that a cell joins.
    """

    name: str
    widths: Sequence[float]
    lines: Sequence[Line]
    top: int = 0
    frozen: int = 0
    paper: str = "A4"
    landscape: bool = True
    pages: int = 0
    filtered: tuple[int, int] | None = None
    least: float = 18
    chart: Chart | None = None
    together: bool = False


def centred(value: str | None, look: str = "", rows: int = 1) -> Cell:
    """A short text in the middle."""
    return Cell(value, look, "center", rows=rows)


def number(value: Decimal | int | None, number_format: str, look: str = "", rows: int = 1) -> Cell:
    """A figure in this format; a dash where there is none."""
    if value is None:
        return centred(NOTHING, rows=rows)
    return Cell(value, look, "right", number_format, rows)


def amount(value: Decimal | None, decimals: int, look: str = "", unit: str = "") -> Cell:
    """A figure with its decimals and its unit; 缺 where it is missing."""
    return centred(MISSING, "missing") if value is None else number(value, digits(decimals, unit), look)


def amount_or_why(row: Indicator, value: Decimal | None, look: str = "") -> Cell:
    """A figure of an indicator; where a ratio has none, why; else 缺."""
    if row["no_value_zh"]:
        return centred(row["no_value_zh"], "missing")
    return amount(value, row["decimals"], look)


def money(value: Decimal | None, look: str = "") -> Cell:
    """Money in 10,000 yuan; 缺 where it is missing."""
    return amount(value, 2, look)


def percent(share: Decimal | None, look: str = "") -> Cell:
    """A share (1 is the whole) shown as percent with one decimal; a dash where there is none.

    With one more where one would call the whole what is less.
    """
    almost = share is not None and Decimal("0.9995") <= share < 1
    return number(share, "0.00%" if almost else "0.0%", look)


def share_of_leagues(reporting: int, wanted: int) -> Cell:
    """How many leagues have reported, such as 11/12; marked if not all have."""
    return centred(f"{reporting}/{wanted}", "" if reporting == wanted else "incomplete")


def standing(code: str, rows: int = 1) -> Cell:
    """How a target or project stands, in its colour."""
    return centred(STANDINGS[code], code, rows)


def moment(value: datetime | None) -> Cell:
    """A moment in the region's time; a dash where there is none."""
    if value is None:
        return centred(NOTHING)
    return Cell(value.astimezone(ZONE).replace(tzinfo=None), "", "center", "yyyy-mm-dd hh:mm")


def day(value: date | None) -> Cell:
    """A day; a dash where there is none."""
    return centred(NOTHING) if value is None else Cell(value, "", "center", "yyyy-mm-dd")


def digits(decimals: int, unit: str = "") -> str:
    """The number format of figures with so many decimals, and their unit behind them."""
    behind = '"{}"'.format(unit.replace('"', "")) if unit else ""
    return "#,##0" + ("." + "0" * decimals if decimals else "") + behind
