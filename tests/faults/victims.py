"""Airflow's components die while files are judged, one after the other, and all is looked at.

The whole system is up in a new home. For each victim a quarter's returns of all leagues are dropped, half of
them before it is killed at work and half while it is gone. Exit 1 if a figure was lost or is there twice, a
file has no verdict or more than one, or a victim does not come back.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import Settings
from etl.server import postgres, supervisor
from etl.server.airflow_api import AirflowApi
from etl.store import warehouse
from tests.scale.compare import once_each, outside
from tests.server.homes import discard, set_home
from tests.waiting import until
from tests.walk.driving import SAMPLES, jibao, quarterly_values

# Each with the quarter that is sent when it dies, as the leagues name it in their files.
_VICTIMS = {
    "scheduler": ("2022Q3", "2022年第三季度"),
    "api-server": ("2022Q4", "2022年第四季度"),
    "triggerer": ("2023Q1", "2023年第一季度"),
    "dag-processor": ("2023Q2", "2023年第二季度"),
    "task": ("2023Q3", "2023年第三季度"),
}
_JUDGING = sa.text(
    "SELECT pid FROM task_instance WHERE dag_id = 'receive_returns' AND task_id IN ('receive', 'judge')"
    " AND state = 'running' AND pid IS NOT NULL"
)
_JUDGED = sa.text("SELECT count(*) FROM intake.submission WHERE state <> 'received'")
_VALUES = sa.text(
    "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.faults.victims", description=__doc__)
    parser.add_argument("--only", default="", help="only victims with this in their name")
    only = parser.parse_args().only
    clean = True
    with pytest.MonkeyPatch.context() as environment, tempfile.TemporaryDirectory(prefix="jibao-") as name:
        Path(name).chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        environment.setenv("JIBAO_REST_SECONDS", "2")
        home = set_home(environment, Path(name) / "home")
        try:
            jibao("up")
            with AirflowApi() as api:
                api.wait_for_dag("receive_returns")
            sent: list[Path] = []
            print(f"{'victim':<16}{'files':>7}{'killed after':>14}{'answered after':>16}", flush=True)
            for victim in _VICTIMS:
                if only in victim:
                    for line in _tried(home, victim, sent):
                        clean = False
                        print(f"  {line[:400]}", flush=True)
        finally:
            discard(home)
    return 0 if clean else 1


def _tried(home: Settings, victim: str, sent: list[Path]) -> list[str]:
    """The victim has died and its quarter is answered; a line for each thing that is not as it must be."""
    returns = sorted((SAMPLES / "returns").glob("*/*"))
    files = [file for file in returns if any(word in file.name for word in _VICTIMS[victim])]
    engine, airflow = warehouse.engine(), sa.create_engine(postgres.airflow_url())
    started = time.monotonic()
    _drop(home, files[::2])
    until(lambda: _first(engine, _JUDGED) > len(sent) and _first(airflow, _JUDGING))
    pid = _first(airflow, _JUDGING) if victim == "task" else _pid(victim)
    os.kill(pid, signal.SIGKILL)
    killed = time.monotonic() - started
    _drop(home, files[1::2])
    sent += files
    until(lambda: _first(engine, _JUDGED) >= len(sent))
    until(lambda: not list(outside(engine, home.home)))
    if victim != "task":
        until(lambda: _pid(victim) not in (0, pid))
    print(f"{victim:<16}{len(files):>7}{killed:>12.0f} s{time.monotonic() - started:>14.0f} s", flush=True)
    airflow.dispose()
    return [*once_each(engine), *_unlike(engine, sent)]


def _drop(home: Settings, files: Iterable[Path]) -> None:
    for file in files:
        folder = home.inbox / file.parent.name
        folder.mkdir(exist_ok=True)
        shutil.copy(file, folder)


def _pid(component: str) -> int:
    return next(row.pid or 0 for row in supervisor.status() if row.component == component)


def _first(engine: sa.Engine, query: sa.TextClause) -> int:
    """The first value of the answer; 0 where there is none."""
    with engine.connect() as connection:
        return connection.execute(query).scalars().first() or 0


def _unlike(engine: sa.Engine, sent: list[Path]) -> Iterator[str]:
    """The figures that were lost or are there twice, and submissions that nobody sent."""
    quarters = {words[0] for words in _VICTIMS.values() if any(words[0] in path.name for path in sent)}
    wanted = Counter(value for value in quarterly_values() if value[1] in quarters)
    with engine.connect() as connection:
        stored = Counter(tuple(row) for row in connection.execute(_VALUES))
    yield from (f"lost: {value}" for value in (wanted - stored).elements())
    yield from (f"too many: {value}" for value in (stored - wanted).elements())
    if (count := _first(engine, _JUDGED)) != len(sent):
        yield f"{count} submissions of {len(sent)} files"


if __name__ == "__main__":
    sys.exit(main())
