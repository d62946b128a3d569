"""The sample returns through a cluster of two Celery workers, one of which is killed at work.

Starts the services of docker-compose.yml by hand, without containers, with the settings of that file, and
compares what came of it with what the samples say and with a single process. Exit 1 on a difference.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from etl.server.airflow_api import AirflowApi
from etl.server.patience import PATIENCE
from tests.scale import compare
from tests.scale.kill import Killing, kill_at_work, taken_over
from tests.scale.servers import WORKERS, Servers, running
from tests.walk.driving import SAMPLES

_MAIN, _SUMMARY = "receive_returns", "build_annual_summary"
_BY_WORKER = sa.text(
    "SELECT hostname, task_id, state FROM task_instance"
    " WHERE dag_id = any(:dags) AND hostname = any(:workers)"
    " UNION ALL SELECT hostname, task_id, state FROM task_instance_history"
    " WHERE dag_id = any(:dags) AND hostname = any(:workers)"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.scale", description=__doc__)
    parser.add_argument("--keep", type=Path, help="a new folder for all that is made, which is left")
    asked = parser.parse_args()
    if shutil.which("redis-server") is None:
        parser.error("redis-server is not on this machine: install it (apt-get install redis-server)")
    with _folder(asked.keep) as folder:
        started = time.monotonic()
        with running(folder / "home") as servers:
            print(f"all services healthy after {time.monotonic() - started:.0f} s", flush=True)
            found = _ran(servers, folder)
    for line in found[:40]:
        print(line[:600])
    print(f"differences: {len(found)}")
    return 1 if found else 0


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="jibao-scale-") as name:
        # PostgreSQL may run as an account of its own, which has to come in here.
        Path(name).chmod(0o755)
        yield Path(name)


def _ran(servers: Servers, folder: Path) -> list[str]:
    airflow = sa.create_engine(servers.database("airflow", "airflow"))
    warehouse = sa.create_engine(servers.database("loader", "jibao"))
    with AirflowApi() as api:
        for dag_id in (_MAIN, _SUMMARY):
            api.wait_for_dag(dag_id)
        run_id = _back_load(api)
        started = time.monotonic()
        killing = kill_at_work(servers, airflow, warehouse, run_id, WORKERS[0])
        _say_killed(killing)
        run = api.wait(_MAIN, run_id)
        print(f"{_MAIN}: {run['state']} {time.monotonic() - started:.0f} s after the files were there")
        _wait_for_summaries(api)
        print(f"{_SUMMARY}: ended {time.monotonic() - started:.0f} s after the files were there", flush=True)
    for each in taken_over(airflow, run_id, killing):
        print(
            f"  {each.league_code}: missed after {each.noticed_after.total_seconds():.0f} s, taken over"
            f" by {each.worker} after {each.after.total_seconds():.0f} s, try {each.try_number}: {each.state}"
        )
    _say_tasks(airflow)
    found = [] if run["state"] == "success" else [f"the run {run_id} is {run['state']}"]
    single = _single(servers, folder)
    found += compare.differences(warehouse, servers.home, single)
    counts = compare.counts(warehouse)
    print(f"{sum(counts.values())} rows in {len(counts)} tables and views compared with a single process")
    for engine in (airflow, warehouse, single):
        engine.dispose()
    return found


def _back_load(api: AirflowApi) -> str:
    """The id of the run that takes all samples in."""
    # Not by the inbox: a run by the clock might take them first, with today as their arrival.
    about = {"folder": str(SAMPLES / "returns"), "arrivals": str(SAMPLES / "arrivals.csv")}
    return api.trigger(_MAIN, about)


def _wait_until_idle(api: AirflowApi, dag_id: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while any(run["state"] in ("queued", "running") for run in api.runs(dag_id)):
        if time.monotonic() > deadline:
            raise TimeoutError(f"a run of {dag_id} does not end")
        time.sleep(0.5)


def _wait_for_summaries(api: AirflowApi) -> None:
    deadline = time.monotonic() + PATIENCE
    while sum(run["state"] == "success" for run in api.runs(_SUMMARY)) < len(compare.YEARS):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{_SUMMARY} did not run for every year")
        time.sleep(0.5)
    _wait_until_idle(api, _SUMMARY)


def _single(servers: Servers, folder: Path) -> sa.Engine:
    admin = sa.create_engine(servers.database("postgres", "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE single OWNER loader")
    admin.dispose()
    url = servers.database("loader", "single")
    started = time.monotonic()
    compare.single_process(servers.environment, folder / "single", url)
    print(f"a single process: {time.monotonic() - started:.0f} s for the same files and years", flush=True)
    return sa.create_engine(url)


def _say_killed(killing: Killing) -> None:
    print(f"{killing.worker} killed at {killing.at:%H:%M:%S}Z: {killing.processes} processes; running on it:")
    for each in killing.victims:
        print(
            f"  judge[{each.map_index}] of {each.league_code}, pid {each.pid},"
            f" {each.judged} of {each.files} files judged"
        )
    sys.stdout.flush()


def _say_tasks(airflow: sa.Engine) -> None:
    with airflow.connect() as connection:
        told = connection.execute(_BY_WORKER, {"dags": [_MAIN, _SUMMARY], "workers": list(WORKERS)}).all()
    for worker in WORKERS:
        listed = Counter(f"{row.task_id} {row.state}" for row in told if row.hostname == worker)
        print(f"tasks of {worker}: {', '.join(f'{count} {name}' for name, count in sorted(listed.items()))}")


if __name__ == "__main__":
    sys.exit(main())
