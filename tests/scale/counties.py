"""What a return costs, and what more organisations and more years do to it: figures, to be extrapolated from.

Four years of returns of the twelve leagues and of N made-up organisations, in two halves, by one process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import sqlalchemy as sa

from etl.server import cluster, secret_files
from tests.scale.returns import copied
from tests.server.homes import free_port

HALVES = {"first": "2023", "second": "2025"}  # with the year that is summarised after it


@dataclass(frozen=True)
class Cost:
    """Of one command: seconds by the clock, and of the processors for us and for PostgreSQL."""

    wall: float
    ours: float
    postgres: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s by the clock, CPU {self.ours:.1f} s ours, {self.postgres:.1f} s PostgreSQL"


@dataclass(frozen=True)
class Place:
    """The copied project, its home, its PostgreSQL."""

    project: Path
    home: Path
    url: str
    postmaster: psutil.Process

    def run(self, *words: str) -> tuple[Cost, str]:
        """What a program of the project cost, and what it printed; RuntimeError if it failed."""
        told = {
            "PYTHONPATH": str(self.project),
            "JIBAO_HOME": str(self.home),
            "JIBAO_WAREHOUSE_URL": self.url,
        }
        started, ours, theirs = time.monotonic(), _children(), self._postgres()
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env={**os.environ, **told},
            cwd=self.project,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed:\n{done.stderr[-3000:]}")
        cost = Cost(time.monotonic() - started, _children() - ours, self._postgres() - theirs)
        return cost, done.stdout

    def spent(self, work: Callable[[], None]) -> float:
        """The processor seconds of this process and of PostgreSQL."""
        ours, theirs = time.process_time(), self._postgres()
        work()
        return time.process_time() - ours + self._postgres() - theirs

    def _postgres(self) -> float:
        # A moment for the server to see that its sessions are over: only then are their seconds its own.
        time.sleep(1)
        alive = [each.cpu_times() for each in self.postmaster.children()]
        return sum(self.postmaster.cpu_times()[:4]) + sum(each.user + each.system for each in alive)

    def database_bytes(self) -> int:
        """The size of the warehouse's database."""
        engine = sa.create_engine(self.url)
        with engine.connect() as connection:
            size: int = connection.execute(
                sa.text("SELECT pg_database_size(current_database())")
            ).scalar_one()
        engine.dispose()
        return size


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.scale.counties", description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="organisations beside the twelve leagues")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jibao-counties-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        copied(folder / "project", asked.count)
        with place(folder) as where:
            print(f"organisations: {12 + asked.count}")
            cost, _ = where.run("tests.scale.returns", str(folder / "returns"))
            print(f"four years of returns written in {cost.wall:.0f} s", flush=True)
            where.run("etl.cli", "migrate")
            print(f"database, empty: {where.database_bytes() / 1e6:.1f} MB")
            for half, year in HALVES.items():
                _measured(where, folder / "returns" / half, half, year)
    return 0


def _measured(where: Place, half: Path, name: str, year: str) -> None:
    before = where.database_bytes()
    archive, outbox = _bytes(where.home / "archive"), _bytes(where.home / "outbox")
    arrivals = str(half / "arrivals.csv")
    cost, printed = where.run("etl.cli", "ingest", str(half / "returns"), "--arrivals", arrivals, "--json")
    answers = json.loads(printed)
    count = len(answers)
    returns = len({(each["league_code"], each["period"]) for each in answers})
    print(f"{name} half: {returns} returns in {count} files: {cost}")
    print(f"  verdicts {dict(Counter(each['verdict'] for each in answers))}")
    print(
        f"  a file: {1000 * cost.wall / count:.0f} ms by the clock,"
        f" CPU {1000 * cost.ours / count:.0f} ms ours, {1000 * cost.postgres / count:.0f} ms PostgreSQL"
    )
    grown = (
        ("database", where.database_bytes() - before),
        ("sent", _bytes(half / "returns")),
        ("archive", _bytes(where.home / "archive") - archive),
        ("replies", _bytes(where.home / "outbox") - outbox),
    )
    print(f"  a return, kB: {', '.join(f'{what} {size / returns / 1000:.0f}' for what, size in grown)}")
    cost, _ = where.run("etl.cli", "summarise", year)
    print(f"summarise {year}: {cost}", flush=True)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    port, secrets = free_port(), folder / "secrets"
    with cluster.running(folder / "postgres", port, secrets, {}):
        password = secret_files.read(secrets, "database-loader")
        server = cluster.postmaster(folder / "postgres")
        assert server
        url = f"postgresql+psycopg://loader:{password}@127.0.0.1:{port}/jibao"
        yield Place(folder / "project", folder / "home", url, psutil.Process(server.pid))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
