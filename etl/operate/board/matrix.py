"""The returns of a year as a table: a row for each league, a column for each period, and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from etl.publish.annual.words import TIMELINESS


class Cell(TypedDict):
    """A return of a league: how it stands, its latest submission, and what is open in that."""

    league_code: str
    name_zh: str
    name_en: str
    return_kind: str
    period: str
    quarter: int | None
    timeliness: str
    versions: int
    open_warnings: int
    submission_id: int | None
    state: str | None
    open_errors: int


@dataclass(frozen=True)
class Line:
    """A league's returns by period, and how many are on time, late, …; `any` has its code and names."""

    any: Cell
    cells: Mapping[str, Cell]
    total: Mapping[str, int]


@dataclass(frozen=True)
class Matrix:
    """`totals`: how many of each timeliness, by period; `total`: in all."""

    periods: Sequence[str]
    lines: Sequence[Line]
    totals: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]


def matrix(cells: Sequence[Cell]) -> Matrix:
    """The table of these returns; its periods and leagues are in the order in which they come."""
    periods = sorted({cell["period"] for cell in cells}, key=lambda code: (code[:4], code[4:] or "~"))
    leagues: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        leagues.setdefault(cell["league_code"], {})[cell["period"]] = cell
    return Matrix(
        periods,
        [Line(next(iter(of.values())), of, counted(list(of.values()))) for of in leagues.values()],
        {period: counted([cell for cell in cells if cell["period"] == period]) for period in periods},
        counted(cells),
    )


def counted(cells: Sequence[Cell]) -> dict[str, int]:
    """How many are of each timeliness that occurs, in the usual order."""
    counts = Counter(cell["timeliness"] for cell in cells)
    return {code: counts[code] for code in TIMELINESS if counts[code]}
