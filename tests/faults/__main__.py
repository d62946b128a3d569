"""The walk is stopped at each of its steps by each kind of fault, run again, and looked at.

Returns of two leagues lie in the inbox. What the walk writes, moves, removes and commits are its steps (see
`effects`); before each, in a fresh warehouse, something happens: the process is killed, the database server
dies, the connections are cut, the disk is full, the outbox is read-only; then `jibao ingest` runs again, in
other trials with a clock that has jumped, and twice at once. Exit 1 if a figure was lost or is there twice,
or a file has no verdict.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg
import sqlalchemy as sa

from etl.server import cluster
from etl.store.migrate import migrate
from tests.conftest import Server
from tests.faults import trial
from tests.faults.effects import Fault, Step, disk_full, killed, outbox_read_only
from tests.server.homes import free_port

_JUMPS = ("-3d", "+3d")
_ROUNDS_AT_ONCE = 20


@dataclass
class Tally:
    """Of the trials with one kind of fault, how many, and what was not as it must be."""

    trials: int = 0
    lost: int = 0
    doubled: int = 0
    unanswered: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, where: str, seen: trial.Seen, wanted: trial.Seen) -> None:
        """One more trial, in which `seen` is to be what is `wanted`."""
        self.trials += 1
        lost, doubled = (wanted.values - seen.values).total(), (seen.values - wanted.values).total()
        self.lost += lost
        self.doubled += doubled + max(0, seen.submissions - wanted.submissions)
        self.unanswered += len(seen.unanswered)
        wrong = [*seen.unanswered, *seen.untidy]
        if lost or doubled or wrong or seen.submissions != wanted.submissions:
            self.lines.append(
                f"{where}: {lost} lost, {doubled} too many, {seen.submissions} submissions {wrong}"
            )


class Database:
    """A PostgreSQL that can be killed and brought back."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(free_port(), folder / "secrets")
        self._data = folder / "data"
        self._stack = ExitStack()
        self.start()

    def start(self) -> None:
        """It answers, whatever became of it before."""
        self._stack.close()
        # As it is in a home: what was committed is on disk.
        self._stack.enter_context(cluster.running(self._data, self.server.port, self.server.secrets, {}))

    def kill(self, _: Step) -> None:
        """It dies as by a failure of the power, sessions and all."""
        if postmaster := cluster.postmaster(self._data):
            os.kill(postmaster.pid, signal.SIGQUIT)
            while cluster.postmaster(self._data):
                time.sleep(0.01)

    def cut(self, name: str, _: Step) -> None:
        """All connections to a database are gone; new ones can be made."""
        url = self.server.url("postgres", "postgres").replace("+psycopg", "")
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    def stop(self) -> None:
        self._stack.close()


def at(number: int, fault: Fault, *, stays: bool = False) -> Fault:
    """The fault before the step of that number, and before every later one if it stays."""
    met = 0

    def before(step: Step) -> None:
        nonlocal met
        met += 1
        if met - 1 == number or (stays and met > number):
            fault(step)

    return before


def name_in(url: str) -> str:
    """The database of an address."""
    return url.rpartition("/")[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every n-th step (1: all)")
    parser.add_argument("--only", default="", help="only kinds of fault with this in their name")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jibao-faults-") as name:
        # PostgreSQL may run as an account of its own, which has to come in here.
        Path(name).chmod(0o755)
        database = Database(Path(name))
        try:
            return _tried(database, Path(name), asked.every, asked.only)
        finally:
            database.stop()


def _tried(database: Database, folder: Path, every: int, only: str) -> int:
    template = database.server.create("template1")
    engine = sa.create_engine(database.server.url(template))
    migrate(engine, "announced_break")
    engine.dispose()
    fresh = partial(trial.warehouse, database.server, template, folder)
    with fresh() as (url, home):
        steps = trial.steps(url, home)
        wanted = trial.look(url, home)
    print(f"{len(steps)} steps: {dict(Counter(steps))}")
    print(f"{wanted.values.total()} figures of {wanted.submissions} files", flush=True)
    clean = not wanted.unanswered and not wanted.untidy
    print(f"{'fault':<28}{'trials':>8}{'lost':>6}{'doubled':>9}{'without verdict':>17}{'seconds':>9}")
    for kind, make in _faults(database).items():
        if only not in kind:
            continue
        started = time.monotonic()
        tally = Tally()
        for where, run in make(steps, every):
            with fresh() as (url, home):
                run(url, home)
                database.start() if cluster.postmaster(folder / "data") is None else None
                trial.ingest(url, home)
                tally.add(where, trial.look(url, home), wanted)
        print(
            f"{kind:<28}{tally.trials:>8}{tally.lost:>6}{tally.doubled:>9}{tally.unanswered:>17}"
            f"{time.monotonic() - started:>9.0f}",
            flush=True,
        )
        for line in tally.lines[:10]:
            print(f"  {line[:400]}")
        clean &= not tally.lines
    return 0 if clean else 1


Trials = Iterator[tuple[str, Callable[[str, Path], object]]]


def _faults(database: Database) -> dict[str, Callable[[list[Step], int], Trials]]:
    def each(make: Callable[[int, str], Fault], wanted: str = "") -> Callable[[list[Step], int], Trials]:
        def trials(steps: list[Step], every: int) -> Trials:
            numbers = [number for number, step in enumerate(steps) if wanted in step][::every]
            for number in numbers:
                yield (
                    f"step {number}, {steps[number]}",
                    lambda url, home, number=number: trial.ingest(url, home, make(number, url)),
                )

        return trials

    def at_once(_: list[Step], every: int) -> Trials:
        def both(url: str, home: Path) -> None:
            for process in [trial.start(url, home) for _ in range(2)]:
                os.waitpid(process, 0)

        for number in range(0, _ROUNDS_AT_ONCE, every):
            yield f"round {number}", both

    def jumped(steps: list[Step], every: int) -> Trials:
        for number in range(0, len(steps), 10 * every):
            for jump in _JUMPS:
                yield (
                    f"step {number}, clock {jump}",
                    lambda url, home, number=number, jump=jump: (
                        trial.ingest(url, home, at(number, killed)),
                        trial.ingest_with_clock(url, home, jump),
                    ),
                )

    return {
        "process killed": each(lambda number, _: at(number, killed)),
        "database killed": each(lambda number, _: at(number, database.kill)),
        "connections cut": each(
            lambda number, url: at(number, partial(database.cut, url.rpartition("/")[2]))
        ),
        "disk full": each(lambda number, _: at(number, disk_full, stays=True)),
        "outbox read-only": each(lambda number, _: at(number, outbox_read_only, stays=True), "outbox"),
        "clock jumps after a kill": jumped,
        "two at once": at_once,
    }


if __name__ == "__main__":
    sys.exit(main())
