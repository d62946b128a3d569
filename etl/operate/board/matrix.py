"""The returns of a year as a table: a row a league, a column a return and period, and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from etl.publish.annual.words import TIMELINESS
from schemas.periods import CADENCES, Period
from schemas.registry.objects import Registry, ReturnKind

_FEW = 4  # periods a year that share a table with those of other returns


class Cell(TypedDict):
    """A return of a league: how it stands, its latest submission, and what is open in that."""

    league_code: str
    name_zh: str
    name_en: str
    return_kind: str
    period: str
    timeliness: str
    versions: int
    open_warnings: int
    submission_id: int | None
    state: str | None
    open_errors: int


class Column(NamedTuple):
    """A return of a period; several kinds may have the same."""

    period: str
    return_kind: str


@dataclass(frozen=True)
class Line:
    """A league's returns by column, and how many are on time, late, …; `any` has its code and names."""

    any: Cell
    cells: Mapping[Column, Cell]
    total: Mapping[str, int]


@dataclass(frozen=True)
class Matrix:
    """`kind`: the return that it is of, None for several; `totals`: how many of each timeliness, by column;
    `total`: in all.
    """

    kind: ReturnKind | None
    columns: Sequence[Column]
    lines: Sequence[Line]
    totals: Mapping[Column, Mapping[str, int]]
    total: Mapping[str, int]


def matrices(cells: Sequence[Cell], registry: Registry) -> list[Matrix]:
    """A table of the returns of which there are few a year, and one of each that is more frequent."""
    kinds: dict[str | None, list[Cell]] = {None: []}
    for cell in cells:
        cadence = CADENCES[registry.returns[cell["return_kind"]].cadence]
        alone = cell["return_kind"] if cadence.per_year > _FEW else None
        kinds.setdefault(alone, []).append(cell)
    return [matrix(of, registry.returns[kind] if kind else None) for kind, of in kinds.items() if of]


def matrix(cells: Sequence[Cell], kind: ReturnKind | None = None) -> Matrix:
    """The table of these returns: columns by their periods, leagues in the order in which they come."""
    by_column: dict[Column, list[Cell]] = {}
    leagues: dict[str, dict[Column, Cell]] = {}
    for cell in cells:
        column = Column(cell["period"], cell["return_kind"])
        by_column.setdefault(column, []).append(cell)
        leagues.setdefault(cell["league_code"], {})[column] = cell
    columns = sorted(by_column, key=lambda column: (Period.parse(column.period), column.return_kind))
    return Matrix(
        kind,
        columns,
        [Line(next(iter(of.values())), of, counted(list(of.values()))) for of in leagues.values()],
        {column: counted(of) for column, of in by_column.items()},
        counted(cells),
    )


def counted(cells: Sequence[Cell]) -> dict[str, int]:
    """How many are of each timeliness that occurs, in the usual order."""
    counts = Counter(cell["timeliness"] for cell in cells)
    return {code: counts[code] for code in TIMELINESS if counts[code]}
