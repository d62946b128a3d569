"""The sample returns from file to reply, beside what reads, validates and copies the same files and no more.

The other reads each table with pandas (calamine), validates it with a Pandera schema, and puts it into
PostgreSQL by COPY. Both in turn, in one process that is warm, each time into an empty database; processor
seconds of our process, its children and PostgreSQL, medians. Between them the same files again, and the walk
with replies as JSON alone. `--peers FOLDER`: where other tools are installed, they do the same (see
`by_peers`); what they import is not counted.
"""

from __future__ import annotations

import argparse
import io
import statistics
from contextlib import redirect_stdout
from dataclasses import astuple
from pathlib import Path

from etl.cli.program import main as jibao
from tests.bench.floor import copied
from tests.bench.spent import Bench, Spent, bench, without_workbooks
from tests.walk.driving import SAMPLES

PEERS = ("dlt", "dlt, Arrow", "frictionless")
_FLOOR = "pandas, Pandera, COPY"


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.bench.walk", description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--peers", type=Path)
    asked = parser.parse_args()
    with bench() as place:
        _measured(place, asked)
    return 0


def _measured(place: Bench, asked: argparse.Namespace) -> None:
    spent: dict[str, list[Spent]] = {}
    for number in range(asked.times + 1):  # the first warms what is imported and planned
        taken: dict[str, Spent] = {}
        with place.home(f"json-{number}"), without_workbooks():
            taken["JSON alone"] = place.spent(_walk)
        with place.home(str(number)) as url:
            taken["walk"] = place.spent(_walk)
            taken["again"] = place.spent(_walk)
            taken[_FLOOR] = place.spent(lambda: copied(SAMPLES / "returns", url))
            if number and asked.peers:
                taken |= {tool: place.by_peer(tool, asked.peers, SAMPLES / "returns", url) for tool in PEERS}
        for what, seconds in taken.items() if number else ():
            spent.setdefault(what, []).append(seconds)
    print(f"{'':<24}{'ours':>8}{'children':>10}{'PostgreSQL':>12}{'all':>8}{'times':>8}")
    floor = _all(spent[_FLOOR])
    for what, runs in spent.items():
        parts = [statistics.median(part) for part in zip(*map(astuple, runs), strict=True)]
        total = _all(runs)
        print(
            f"{what:<24}{parts[0]:>8.2f}{parts[1]:>10.2f}{parts[2]:>12.2f}{total:>8.2f}{total / floor:>8.1f}"
        )
    print(f"the same again: {_all(spent['again']) / _all(spent['walk']):.1%} of the walk")


def _all(runs: list[Spent]) -> float:
    return statistics.median(run.all for run in runs)


def _walk() -> None:
    with redirect_stdout(io.StringIO()):
        jibao(["ingest", str(SAMPLES / "returns"), "--arrivals", str(SAMPLES / "arrivals.csv")])


if __name__ == "__main__":
    raise SystemExit(main())
