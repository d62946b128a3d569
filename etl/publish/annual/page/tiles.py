"""A schematic map: a tile a league, where it lies of the others, all of one size and without borders."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.publish.annual.comparison import Compared

_PLACES = Path(__file__).with_name("tiles.csv")
# From which share of its own targets on a league has this shade, the best first.
_SHADES = (
    (Decimal("0.9"), "high"),
    (Decimal("0.8"), "good"),
    (Decimal("0.7"), "middle"),
    (Decimal(0), "low"),
)


@dataclass(frozen=True)
class Tile:
    """A league's tile in row and column, both from 1; `shade`: none where it has no place."""

    league: Compared
    row: int
    column: int
    shade: str

    @property
    def name(self) -> str:
        """Its name without the ending that all have: 呼和浩特."""
        return self.league.name.removesuffix("市").removesuffix("盟")


def tiles(leagues: Sequence[Compared]) -> list[Tile]:
    """The leagues' tiles; one that has no place on the map stands in a row below it."""
    known = _places()
    below = max(row for row, _ in known.values()) + 1
    unknown = [each.league_code for each in leagues if each.league_code not in known]
    places = known | {code: (below, number) for number, code in enumerate(unknown, 1)}
    return [Tile(each, *places[each.league_code], shade(each.own.completion)) for each in leagues]


def shade(share: Decimal | None) -> str:
    """How dark the tile is."""
    if not share:
        return "none"
    return next(name for least, name in _SHADES if share >= least)


@cache
def _places() -> dict[str, tuple[int, int]]:
    with _PLACES.open(encoding="utf-8", newline="") as file:
        return {row["league_code"]: (int(row["row"]), int(row["column"])) for row in csv.DictReader(file)}
