"""One trial: returns lie in the inbox, `jibao ingest` meets a fault and runs again, and all is looked at."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tests.conftest import Server
from tests.faults.effects import Fault, Step, watch
from tests.scale.compare import once_each, outside
from tests.walk.driving import SAMPLES

# Two leagues, one of them in two files and with a later quarter; and a file that nobody can read.
_FILES = ("150400/赤峰市_2023Q1_数据.csv", "150400/赤峰市_2023Q1_进展.csv", "150400/赤峰市_2023Q2_数据.csv")
_ONE_MORE = "150100/呼和浩特市_2023Q1.xlsx"
_BROKEN = "150100/呼和浩特市_2023Q2.xlsx"
_VALUES = "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value"
_WAITING = "SELECT file_name FROM intake.submission WHERE state = 'received'"
_HOW_MANY = "SELECT count(*) FROM intake.submission"


@dataclass(frozen=True)
class Seen:
    """What is in the warehouse, and a line for each thing that is not as it must be."""

    values: Counter[str]
    submissions: int
    unanswered: tuple[str, ...]
    untidy: tuple[str, ...]


@contextmanager
def warehouse(server: Server, template: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of an empty warehouse, and a home whose inbox holds the returns."""
    name = server.create(template)
    home = folder / name
    for file in (*_FILES, _ONE_MORE):
        _put(home, file, (SAMPLES / "returns" / file).read_bytes())
    _put(home, _BROKEN, (SAMPLES / "returns" / _BROKEN).read_bytes()[:-2000])
    try:
        yield server.url(name), home
    finally:
        server.drop(name)
        shutil.rmtree(home)


def _put(home: Path, file: str, content: bytes) -> None:
    target = home / "inbox" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def start(url: str, home: Path, fault: Fault | None = None) -> int:
    """The number of a process that runs `jibao ingest`, and calls `fault` before each effect."""
    return _fork(url, home, lambda: _ingest(home, fault))


def ingest(url: str, home: Path, fault: Fault | None = None) -> int:
    """`jibao ingest` has ended; its exit code, or the signal that it died of, below nought."""
    _, status = os.waitpid(start(url, home, fault), 0)
    return os.waitstatus_to_exitcode(status)


def steps(url: str, home: Path) -> list[Step]:
    """The effects of `jibao ingest`, in order."""
    told = home / "steps"
    listed: list[Step] = []

    def run() -> int:
        code = _ingest(home, listed.append)
        told.write_text(json.dumps([step for step in listed if step != "write steps"]))
        return code

    _, status = os.waitpid(_fork(url, home, run), 0)
    if status:
        raise RuntimeError(f"the walk fails without any fault: {status}")
    met: list[Step] = json.loads(told.read_text())
    told.unlink()
    return met


def look(url: str, home: Path) -> Seen:
    """What became of the returns."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            values = Counter(map(str, connection.execute(sa.text(_VALUES))))
            waiting = tuple(connection.execute(sa.text(_WAITING)).scalars())
            count = connection.execute(sa.text(_HOW_MANY)).scalar_one()
        return Seen(values, count, waiting, (*once_each(engine), *outside(engine, home)))
    finally:
        engine.dispose()


def _environment(url: str, home: Path) -> dict[str, str]:
    at_once = {"JIBAO_SETTLE_SECONDS": "0", "JIBAO_REST_SECONDS": "0"}
    return {"JIBAO_HOME": str(home), "JIBAO_WAREHOUSE_URL": url, **at_once}


def _fork(url: str, home: Path, run: Callable[[], int]) -> int:
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    code = 99
    try:
        os.environ |= _environment(url, home)
        log = os.open(home / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 2)
        code = run()
    finally:
        os._exit(code)


def _ingest(home: Path, fault: Fault | None) -> int:
    from etl.cli.program import main

    if fault:
        watch(home, fault)
    with contextlib.redirect_stdout(io.StringIO()):
        return main(["ingest"])


def ingest_with_clock(url: str, home: Path, jump: str) -> None:
    """`jibao ingest` has run, in a process to which the clock has jumped by so much (as faketime has it)."""
    subprocess.run(
        ["faketime", "-f", jump, sys.executable, "-m", "etl.cli", "ingest"],
        env={**os.environ, **_environment(url, home)},
        capture_output=True,
        check=False,
    )
