"""From a file's lying still in the inbox to its reply, beside a task that does nothing: seconds.

Starts the whole system in a home of its own and drops one league's sample returns one after another; before
each the same file, which then starts a DAG with one empty task instead. What of the first is ours is read
from the task's log; the rest is Airflow's: the wake-up and the start of the task.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from etl.common.settings import DAGS
from etl.server.airflow_api import AirflowApi
from etl.server.patience import PATIENCE
from tests.server.homes import free_port

_OURS, _EMPTY = "receive_returns", "empty"
SAMPLES = Path(__file__).parents[1] / "samples" / "returns"
RECEIVED = re.compile(r"files received in ([\d.]+) s")
READ = re.compile(r"read in ([\d.]+) s")
ANSWERED = re.compile(r"answered in ([\d.]+) s")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--league", default="150400")
    parser.add_argument("--files", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jibao-bench-") as name:
        # PostgreSQL may run as an account of its own, which has to come in here.
        Path(name).chmod(0o755)
        os.environ["JIBAO_HOME"] = str(Path(name) / "home")
        os.environ["JIBAO_POSTGRES_PORT"] = str(free_port())
        os.environ["JIBAO_AIRFLOW_PORT"] = str(free_port())
        dags = Path(name) / "dags"
        dags.mkdir()
        for file in (DAGS / f"{_OURS}.py", Path(__file__).with_name(f"{_EMPTY}.py")):
            shutil.copy(file, dags)
        os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(dags)
        _measure(asked.league, asked.files)
    return 0


def _measure(league: str, count: int) -> None:
    from etl.common.settings import settings
    from etl.server import supervisor
    from etl.store.warehouse import transaction

    supervisor.up()
    try:
        with transaction(), AirflowApi() as airflow:
            for dag_id in (_OURS, _EMPTY):
                airflow.wait_for_dag(dag_id)
            inbox = settings().inbox / league
            inbox.mkdir(parents=True)
            print(f"{'file':<30}{'reply':>7}{'receive':>9}{'read':>7}{'judge':>7}{'ours':>7}{'empty':>7}")
            totals = []
            for file in sorted((SAMPLES / league).iterdir())[:count]:
                empty = _empty(airflow, file, inbox)
                totals.append((*_one(airflow, file, inbox), empty))
                print(f"{file.name:<30}" + "".join(f"{seconds:>7.2f}" for seconds in totals[-1]), flush=True)
            names = ("from still to reply", "of that ours", "from still to the end of the empty task")
            for named, place in zip(names, (0, 4, 5), strict=True):
                listed = [row[place] for row in totals]
                middle = statistics.median(listed)
                print(f"{named}: median {middle:.1f} s, {min(listed):.1f} to {max(listed):.1f} s")
            replied, empty = (statistics.median(row[place] for row in totals) for place in (0, 5))
            print(f"{replied / empty:.2f} times the empty task")
    finally:
        supervisor.down()


def _dropped(airflow: AirflowApi, dag_id: str, file: Path, inbox: Path) -> tuple[float, set[str]]:
    """The moment from which the file stands still in the inbox and wakes this DAG alone; its runs before."""
    from etl.common.settings import settings

    for each in (_OURS, _EMPTY):
        airflow.pause(each, False)
    time.sleep(2)  # what was wanted meanwhile begins
    while any(run["state"] in ("queued", "running") for run in airflow.runs()):
        time.sleep(0.5)
    airflow.pause(_EMPTY if dag_id == _OURS else _OURS)
    known = {run["dag_run_id"] for run in airflow.runs(dag_id)}
    # Moved in whole, as a client that finished its copy: it stands still from this moment on.
    shutil.copy(file, inbox.parent.parent / file.name)
    (inbox.parent.parent / file.name).rename(inbox / file.name)
    return time.time() + settings().settle_seconds, known


def _new_run(airflow: AirflowApi, dag_id: str, known: set[str]) -> str:
    """The run of the DAG that is not known and has ended well."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for run in airflow.runs(dag_id):
            if run["dag_run_id"] not in known and run["state"] == "success":
                return str(run["dag_run_id"])
        time.sleep(0.2)
    raise TimeoutError(f"no run of {dag_id} has ended well")


def _empty(airflow: AirflowApi, file: Path, inbox: Path) -> float:
    """Seconds from the file's lying still to the end of the task that does nothing; then it is gone."""
    still, known = _dropped(airflow, _EMPTY, file, inbox)
    (task,) = airflow.tasks(_EMPTY, _new_run(airflow, _EMPTY, known))
    (inbox / file.name).unlink()
    return datetime.fromisoformat(task["end_date"]).timestamp() - still


def _one(airflow: AirflowApi, file: Path, inbox: Path) -> tuple[float, ...]:
    """Seconds from the file's lying still to its reply; of that receiving, reading, judging, all three."""
    from etl.common.settings import settings

    still, known = _dropped(airflow, _OURS, file, inbox)
    answered = _wait_for_reply(settings().outbox / inbox.name, file.name)
    log = airflow.log(_OURS, _new_run(airflow, _OURS, known), "receive")
    ours = [float(pattern.findall(log)[-1]) for pattern in (RECEIVED, READ, ANSWERED)]
    return (answered - still, *ours, sum(ours))


def _wait_for_reply(outbox: Path, name: str) -> float:
    """The moment when the reply workbook was there."""
    deadline = time.monotonic() + PATIENCE
    while not (found := list(outbox.glob(f"{name}.*.回执.xlsx"))):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no reply to {name} in {outbox}")
        time.sleep(0.05)
    return found[0].stat().st_mtime


if __name__ == "__main__":
    sys.exit(main())
