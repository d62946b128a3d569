"""One league's month of 300 enterprises and one of 3,000: the seconds of `jibao ingest`, and how many times.

Months are taken in turn, small and large, each by a process of its own, with the samples before them; in each
one enterprise of a hundred is new and one is gone. Seconds of the processor are ours, our children's and
PostgreSQL's.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
from stdnum.cn import uscc

from schemas.periods import Period, span
from schemas.registry import registry
from tests.kinds.returns import ACTIVITIES, ENTERPRISES
from tests.read import forms
from tests.server.homes import free_port
from tests.walk.driving import SAMPLES, SAMPLES_2024

SIZES = {"150600": 300, "150200": 3_000}  # by league: each has months of one size
MONTHS = span(Period.parse("2024M04"), Period.parse("2025M12"))


class Spent(NamedTuple):
    """Seconds from the call to its end, and of the processor's."""

    wall: float
    processor: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.bench.many", description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--home", type=Path, help="one that has the samples, and no months after them")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jibao-bench-") as name:
        # PostgreSQL may run as an account of its own, which has to come in here.
        Path(name).chmod(0o755)
        os.environ["JIBAO_HOME"] = str(asked.home or Path(name) / "home")
        os.environ["JIBAO_POSTGRES_PORT"] = str(free_port())
        try:
            if not asked.home:
                for samples in (SAMPLES, SAMPLES_2024):
                    _jibao("ingest", samples / "returns", "--arrivals", samples / "arrivals.csv")
            _measure(Path(name), asked.times)
        finally:
            _jibao("down")
    return 0


def _measure(folder: Path, times: int) -> None:
    spent: dict[str, list[Spent]] = {league: [] for league in SIZES}
    for turn, month in enumerate(MONTHS[: times + 1]):
        for league, size in SIZES.items():
            file = folder / league / f"{month}.xlsx"
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(month_of(league, month, size, turn))
            took = _ingest(file)
            print(f"{month} {size:>6}: {took.wall:5.1f} s, processor {took.processor:5.1f} s", flush=True)
            if turn:  # the first has another month before it than the rest
                spent[league].append(took)
    for place, named in enumerate(("from the call to its end", "processor")):
        small, large = (statistics.median(took[place] for took in spent[league]) for league in SIZES)
        few, many = SIZES.values()
        print(f"{named}: median {small:.1f} s for {few}, {large:.1f} s for {many}: {large / small:.2f} times")


def month_of(league: str, month: Period, size: int, turn: int) -> bytes:
    """A league's month as it sends it, of so many enterprises; `turn`: how many months came before."""
    known = registry()
    counties = [county.county_name_zh for county in known.counties.values() if county.league_code == league]
    industries = list(known.words["industry"])
    first = turn * size // 100
    enterprises = [
        [
            _code(league, number),
            f"样例{number}号食品有限公司",
            counties[number % len(counties)],
            industries[number % len(industries)],
            20 + number % 700 + turn,
            number % 30,
            number % 7,
            number % 11,
            number % 3 if number % 7 > 2 else 0,
            "专场招聘" if number % 5 == 0 else None,
            None,
        ]
        for number in range(first, first + size)
    ]
    event = [f"{month.start:%Y-%m}-08", "重点企业专场招聘会", counties[0], 12, 300, 40]
    above = [f"填报单位:{known.leagues[league].name_zh}", f"报告期:{month.name_zh}"]
    return forms.workbook(
        {
            ENTERPRISES.sheet: [above, ENTERPRISES.header, *enterprises],
            ACTIVITIES.sheet: [above, ACTIVITIES.header, event],
        }
    )


def _code(league: str, number: int) -> str:
    """A credit code that is formally valid; no enterprise has it."""
    body = f"91{league}MA9{number:06}"
    return body + str(uscc.calc_check_digit(body))


def _ingest(file: Path) -> Spent:
    before, started = _processor(), time.monotonic()
    _jibao("ingest", file)
    return Spent(time.monotonic() - started, _processor() - before)


def _processor() -> float:
    """Seconds that the processes we started and waited for have had, and PostgreSQL."""
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ours.ru_utime + ours.ru_stime + sum(_postgres())


def _postgres() -> Iterator[float]:
    from etl.common.settings import settings
    from etl.server import cluster

    server = cluster.postmaster(settings().postgres)
    if server is None:
        return
    process = psutil.Process(server.pid)
    yield sum(process.cpu_times()[:4])
    for child in process.children(recursive=True):
        yield sum(child.cpu_times()[:2])


def _jibao(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "etl.cli", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
