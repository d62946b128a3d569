"""The project's register with made-up organisations in it, and four years of everybody's returns.

An organisation is rows: its own in `leagues.csv`, its counties', and the figures that its returns start from,
all copied from one of the sample leagues'.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from pathlib import Path
from random import Random

from tests.fuzz import files, house, truth

PROJECT = Path(__file__).resolve().parents[2]
_PARTS = ("etl", "schemas", "sql", "tests/fuzz", "tests/scale", "tests/samples/expected")
_SIGNS = "东南西北山水林田石木竹梅兰松柏桥泉河湖海"  # three of them make a name
_COUNTIES = 10  # of each; a figure that counts counties is never above it
_FIRST = 300_000

Row = dict[str, str]


def copied(project: Path, count: int) -> None:
    """A copy of what the walk needs of this project, with so many organisations more."""
    for part in _PARTS:
        shutil.copytree(PROJECT / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
    registry = project / "schemas" / "registry"
    leagues = _read(registry / "leagues.csv")
    made = {
        str(_FIRST + number): (f"{''.join(signs)}旗", leagues[number % len(leagues)])
        for number, signs in zip(range(count), product(_SIGNS, repeat=3), strict=False)
    }
    _add(
        registry / "leagues.csv",
        (
            like | {"league_code": code, "name_zh": name, "name_en": f"Made {code}", "aliases_zh": name[:3]}
            for code, (name, like) in made.items()
        ),
    )
    _add(
        registry / "counties.csv",
        (
            {
                "county_code": str(2 * _FIRST + _COUNTIES * number + place),
                "county_name_zh": f"{name}{place}",
                "league_code": code,
            }
            for number, (code, (name, _)) in enumerate(made.items())
            for place in range(_COUNTIES)
        ),
    )
    facts = project / "tests" / "samples" / "expected" / "facts.csv"
    by_league: dict[str, list[Row]] = {}
    for row in _read(facts):
        by_league.setdefault(row["league_code"], []).append(row)
    _add(
        facts,
        (
            row | {"league_code": code}
            for code, (_, like) in made.items()
            for row in by_league[like["league_code"]]
        ),
    )


def written(folder: Path) -> None:
    """Every return of the register beside this module is in `folder`, by halves of the four years.

    Each half is a folder with a list of its arrivals beside it; a league keeps its way of writing.
    """
    halves: dict[str, Callable[[str], bool]] = {
        "first": lambda period: period < "2024",
        "second": lambda period: period >= "2024",
    }
    made = _made(files.RETURNS)
    for half, holds in halves.items():
        files.put([file for file in made if holds(file.period)], folder / half / "returns")


def first_quarter(folder: Path) -> None:
    """The first quarter of everybody is in `folder` / returns, with a list of the arrivals beside it."""
    files.put(_made(files.RETURNS[:1]), folder / "returns")


def _made(returns: Sequence[tuple[str, str]]) -> list[files.File]:
    house.SHEETS = ("xlsx", "xlsx-writer")  # the others need LibreOffice, a second a file
    rng = Random(1)  # noqa: S311
    return list(files.made(truth.made(rng), rng, steady=True, returns=returns))


def _read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _add(file: Path, rows: Iterable[Row]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header = next(csv.reader(opened))
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, header, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    (first_quarter if "--first-quarter" in sys.argv else written)(Path(sys.argv[1]))
