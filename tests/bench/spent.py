"""What work costs in a warehouse of its own: processor seconds of ours, of our children and of PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

import psutil
import pytest
import sqlalchemy as sa

from etl.leagues.reply import files
from etl.server import cluster
from etl.store.migrate import migrate
from tests.conftest import Server, forget
from tests.server.homes import free_port

_BY_PEERS = Path(__file__).with_name("by_peers.py")


@dataclass(frozen=True)
class Spent:
    """Processor seconds."""

    ours: float
    children: float
    postgres: float

    @property
    def all(self) -> float:
        return self.ours + self.children + self.postgres

    def __sub__(self, before: Spent) -> Spent:
        return Spent(*(now - then for now, then in zip(astuple(self), astuple(before), strict=True)))


@dataclass(frozen=True)
class Bench:
    """A folder that others may enter, and a PostgreSQL whose seconds are counted."""

    folder: Path
    server: Server
    postgres: psutil.Process

    @contextmanager
    def home(self, name: str) -> Iterator[str]:
        """An empty warehouse and home are those of the environment; the database's address."""
        url = self.server.url(self.server.create("template1"))
        engine = sa.create_engine(url)
        migrate(engine, "announced_break")
        engine.dispose()
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("JIBAO_HOME", str(self.folder / name))
            environment.setenv("JIBAO_WAREHOUSE_URL", url)
            forget()
            yield url
            forget()

    def spent(self, work: Callable[[], object]) -> Spent:
        """What the work costs."""
        before = self._so_far()
        work()
        return self._so_far() - before

    def by_peer(self, tool: str, installed: Path, files: Path, url: str) -> Spent:
        """What another tool takes for the same files: see `by_peers`."""
        before = self._so_far().postgres
        done = subprocess.run(
            [sys.executable, "-W", "ignore", _BY_PEERS, tool, files, url.replace("+psycopg", "")],
            env={**os.environ, "PYTHONPATH": str(installed)},
            check=True,
            capture_output=True,
            text=True,
        )
        return Spent(float(done.stdout.split()[-1]), 0, self._so_far().postgres - before)

    def _so_far(self) -> Spent:
        own = os.times()
        living = sum(
            _of(child) for child in psutil.Process().children(recursive=True) if not self._is_server(child)
        )
        ended = own.children_user + own.children_system
        return Spent(own.user + own.system, ended + living, server_seconds(self.postgres))

    def _is_server(self, child: psutil.Process) -> bool:
        try:
            return child == self.postgres or self.postgres in child.parents()
        except psutil.NoSuchProcess:
            return False


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench with a PostgreSQL of its own, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="jibao-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        server = Server(free_port(), folder / "secrets")
        with cluster.running(folder / "data", server.port, server.secrets, {}):
            postmaster = cluster.postmaster(folder / "data")
            assert postmaster is not None
            yield Bench(folder, server, psutil.Process(postmaster.pid))


@contextmanager
def without_workbooks() -> Iterator[None]:
    """Replies are JSON alone."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(files, "_workbook", lambda *_: b"")
        yield


def server_seconds(postgres: psutil.Process) -> float:
    """Processor seconds of a PostgreSQL since its start, all its processes together."""
    return sum(map(_of, [postgres, *postgres.children(recursive=True)]))


def _of(process: psutil.Process) -> float:
    """What it and those that it waited for have used; 0 of one that is gone, as who waited has that."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return float(times.user + times.system + times.children_user + times.children_system)
