"""One league sends a flood, each other league a return: all are answered, none waits for the flood.

Prints the memory of the process that judges and of its child that reads, at each quarter of the flood. Exit 1
if a file has no verdict, another league waited for more than a minute, or memory grew with the flood.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import sqlalchemy as sa

from etl.server import cluster
from etl.store.migrate import migrate
from tests.conftest import Server
from tests.faults import trial
from tests.server.homes import free_port
from tests.walk.driving import SAMPLES

_FLOODING = "150400"
_WAITS = 60  # seconds that another league waits at most
_GROWTH = 1.2  # of memory, from the first quarter of the flood to the last
_JUDGED = sa.text("SELECT folder, count(*) FROM intake.submission WHERE state <> 'received' GROUP BY folder")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.faults.flood", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="of the flood (10,000)")
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory(prefix="jibao-flood-") as name:
        Path(name).chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        folder = Path(name)
        server = Server(free_port(), folder / "secrets")
        with cluster.running(folder / "data", server.port, server.secrets, {}):
            url = server.url(server.create("template1"))
            engine = sa.create_engine(url)
            migrate(engine, "announced_break")
            others = _sent(folder / "home" / "inbox", count)
            return _watched(engine, trial.start(url, folder / "home"), folder / "home", count, others)


def _sent(inbox: Path, count: int) -> set[str]:
    """The flood lies in the inbox, and a return of each other league; the codes of those."""
    (inbox / _FLOODING).mkdir(parents=True)
    for number in range(count):
        (inbox / _FLOODING / f"{number}.csv").write_text(f"盟市,报告期\n{number},\n", encoding="utf-8")
    leagues = [folder for folder in (SAMPLES / "returns").iterdir() if folder.name != _FLOODING]
    for league in leagues:
        (inbox / league.name).mkdir()
        shutil.copy(min(league.iterdir()), inbox / league.name)
    return {league.name for league in leagues}


def _watched(engine: sa.Engine, pid: int, home: Path, count: int, others: set[str]) -> int:
    """The exit code of the harness, once the walk has ended."""
    started = time.monotonic()
    quarters = [0] * 4  # of the flood: the most memory, in bytes
    waited: float | None = None
    judged = 0
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        with engine.connect() as connection:
            verdicts: dict[str, int] = dict(connection.execute(_JUDGED).all())
        judged = verdicts.get(_FLOODING, 0)
        if waited is None and all(_answered(home, league) for league in others):
            waited = time.monotonic() - started
            print(f"the others are answered after {waited:.0f} s, {judged} of the flood before", flush=True)
        quarter = min(3, 4 * judged // count)
        if (memory := _memory(pid)) > quarters[quarter]:
            quarters[quarter] = memory
        time.sleep(0.5)
    seconds = time.monotonic() - started
    replies = len(list((home / "outbox" / _FLOODING).glob("*.json")))
    print(f"{replies} of {count} answered after {seconds:.0f} s, {1000 * seconds / count:.0f} ms a file")
    print("memory by quarters: " + ", ".join(f"{memory / 1e6:.0f} MB" for memory in quarters))
    held = waited is not None and waited <= _WAITS and quarters[3] <= _GROWTH * quarters[0]
    return 0 if held and replies == count else 1


def _answered(home: Path, league: str) -> bool:
    return any((home / "outbox" / league).glob("*.json"))


def _memory(pid: int) -> int:
    """Of the process and all that it started."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += each.memory_info().rss
    return total


if __name__ == "__main__":
    sys.exit(main())
