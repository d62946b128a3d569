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
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import astuple, dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import psutil
import psycopg
import pytest
import sqlalchemy as sa

from etl.cli.program import main as jibao
from etl.leagues.reply import files
from etl.server import cluster
from etl.store import warehouse
from tests.conftest import Server, forget
from tests.server.homes import free_port
from tests.walk.driving import SAMPLES

BY_PEERS = Path(__file__).with_name("by_peers.py")
PEERS = ("dlt", "dlt, Arrow", "frictionless")
_TEXT = pa.Column(str, nullable=True, required=False)


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


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.bench.walk", description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--peers", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jibao-bench-") as name:
        # PostgreSQL may run as an account of its own, which has to come in here.
        Path(name).chmod(0o755)
        server = Server(free_port(), Path(name) / "secrets")
        with cluster.running(Path(name) / "data", server.port, server.secrets, {}):
            postmaster = cluster.postmaster(Path(name) / "data")
            assert postmaster is not None
            _measured(server, psutil.Process(postmaster.pid), Path(name), asked)
    return 0


def _measured(server: Server, postgres: psutil.Process, folder: Path, asked: argparse.Namespace) -> None:
    spent: dict[str, list[Spent]] = {}
    for number in range(asked.times + 1):  # the first warms what is imported and planned
        taken: dict[str, Spent] = {}
        with _home(server, folder / f"json-{number}"), pytest.MonkeyPatch.context() as without:
            without.setattr(files, "_workbook", lambda *_: b"")
            taken["JSON alone"] = _spent(postgres, _walk)
        with _home(server, folder / str(number)) as url:
            taken["walk"] = _spent(postgres, _walk)
            taken["again"] = _spent(postgres, _walk)
            taken["pandas, Pandera, COPY"] = _spent(postgres, lambda: _copied(url))
            if number and asked.peers:
                taken |= {tool: _by_peer(tool, asked.peers, url, postgres) for tool in PEERS}
        for what, seconds in taken.items() if number else ():
            spent.setdefault(what, []).append(seconds)
    print(f"{'':<24}{'ours':>8}{'children':>10}{'PostgreSQL':>12}{'all':>8}{'times':>8}")
    floor = _all(spent["pandas, Pandera, COPY"])
    for what, runs in spent.items():
        parts = [statistics.median(part) for part in zip(*map(astuple, runs), strict=True)]
        total = _all(runs)
        print(
            f"{what:<24}{parts[0]:>8.2f}{parts[1]:>10.2f}{parts[2]:>12.2f}{total:>8.2f}{total / floor:>8.1f}"
        )
    print(f"the same again: {_all(spent['again']) / _all(spent['walk']):.0%} of the walk")


def _by_peer(tool: str, installed: Path, url: str, postgres: psutil.Process) -> Spent:
    before = _so_far(postgres).postgres
    done = subprocess.run(
        [sys.executable, "-W", "ignore", BY_PEERS, tool, SAMPLES / "returns", url.replace("+psycopg", "")],
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    return Spent(float(done.stdout.split()[-1]), 0, _so_far(postgres).postgres - before)


def _all(runs: list[Spent]) -> float:
    return statistics.median(run.all for run in runs)


@contextmanager
def _home(server: Server, folder: Path) -> Iterator[str]:
    """An empty warehouse and home are those of the environment; the database's address."""
    url = server.url(server.create("template1"))
    engine = sa.create_engine(url)
    warehouse.migrate(engine, "announced_break")
    engine.dispose()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JIBAO_HOME", str(folder))
        environment.setenv("JIBAO_WAREHOUSE_URL", url)
        forget()
        yield url
        forget()


def _walk() -> None:
    with redirect_stdout(io.StringIO()):
        jibao(["ingest", str(SAMPLES / "returns"), "--arrivals", str(SAMPLES / "arrivals.csv")])


def _copied(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.copied (file text, sheet text, cells text[])")
        for file in sorted((SAMPLES / "returns").rglob("*.*")):
            for sheet, frame in _tables(file).items():
                checked = pa.DataFrameSchema(dict.fromkeys(frame.columns, _TEXT)).validate(frame, lazy=True)
                with connection.cursor().copy("COPY public.copied (file, sheet, cells) FROM STDIN") as copy:
                    for row in checked.itertuples(index=False):
                        copy.write_row(
                            (file.name, str(sheet), [None if pd.isna(cell) else cell for cell in row])
                        )


def _tables(file: Path) -> dict[str, pd.DataFrame]:
    if file.suffix in (".xlsx", ".xls", ".ods"):
        return pd.read_excel(file, engine="calamine", sheet_name=None, header=None, dtype=str)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return {"": _text(file.read_text(encoding))}
        except UnicodeDecodeError:
            continue
    raise ValueError(f"{file} is no text")


def _text(content: str) -> pd.DataFrame:
    lines = [line.replace("\t", ",").split(",") for line in content.splitlines()]
    return pd.DataFrame(lines, dtype=str)


def _spent(postgres: psutil.Process, work: Callable[[], None]) -> Spent:
    before = _so_far(postgres)
    work()
    return _so_far(postgres) - before


def _so_far(postgres: psutil.Process) -> Spent:
    own = os.times()
    living = sum(
        _of(child) for child in psutil.Process().children(recursive=True) if not _is_server(child, postgres)
    )
    ended = own.children_user + own.children_system
    return Spent(own.user + own.system, ended + living, server_seconds(postgres))


def server_seconds(postgres: psutil.Process) -> float:
    """Processor seconds of a PostgreSQL since its start, all its processes together."""
    return sum(map(_of, [postgres, *postgres.children(recursive=True)]))


def _is_server(child: psutil.Process, postgres: psutil.Process) -> bool:
    try:
        return child == postgres or postgres in child.parents()
    except psutil.NoSuchProcess:
        return False


def _of(process: psutil.Process) -> float:
    """What it and those that it waited for have used; 0 of one that is gone, as who waited has that."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return float(times.user + times.system + times.children_user + times.children_system)


if __name__ == "__main__":
    raise SystemExit(main())
