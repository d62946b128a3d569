"""From a file's lying still in the inbox to its reply in the outbox: seconds, ours and Airflow's apart.

Starts the whole system in a home of its own, drops one league's sample returns one after another, and says
for each where the time went. What is ours is read from the tasks' logs; the rest is Airflow's: the wake-up,
the starts of two tasks and what lies between them.
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
from pathlib import Path

from etl.server.airflow_api import AirflowApi
from etl.server.patience import PATIENCE
from tests.server.homes import free_port

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
        _measure(asked.league, asked.files)
    return 0


def _measure(league: str, count: int) -> None:
    from etl.common.settings import settings
    from etl.server import supervisor
    from etl.store.warehouse import transaction

    supervisor.up()
    try:
        with transaction(), AirflowApi() as airflow:
            airflow.wait_for_dag("receive_returns")
            (settings().inbox / league).mkdir(parents=True)
            print(f"{'file':<34}{'reply':>7}{'receive':>9}{'read':>7}{'judge':>7}{'ours':>7}{'Airflow':>9}")
            totals = []
            for file in sorted((SAMPLES / league).iterdir())[:count]:
                totals.append(_one(airflow, file, settings().inbox / league, settings().settle_seconds))
        for place, named in enumerate(("from still to reply", "ours", "Airflow's")):
            listed = [row[place] for row in totals]
            print(
                f"{named}: median {statistics.median(listed):.1f} s, {min(listed):.1f} to {max(listed):.1f} s"
            )
    finally:
        supervisor.down()


def _one(airflow: AirflowApi, file: Path, inbox: Path, settle: float) -> tuple[float, float, float]:
    """Seconds from the file's lying still to its reply; of that ours, and Airflow's."""
    from etl.common.settings import settings

    outbox = settings().outbox / inbox.name
    # A run of the clock's may be on its way, and take the file.
    runs = airflow.runs("receive_returns")
    known = {run["dag_run_id"] for run in runs if run["state"] == "success"}
    # Moved in whole, as a client that finished its copy: it stands still from this moment on.
    shutil.copy(file, inbox.parent.parent / file.name)
    (inbox.parent.parent / file.name).rename(inbox / file.name)
    still = time.time() + settle
    answered = _wait_for_reply(outbox, file.name)
    logs = {"receive": "", "judge": ""}
    deadline = time.monotonic() + PATIENCE
    while not (RECEIVED.search(logs["receive"]) and ANSWERED.search(logs["judge"])):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no task says that it answered {file.name}")
        for run in airflow.runs("receive_returns"):
            if run["dag_run_id"] not in known and run["state"] == "success":
                for task in airflow.tasks("receive_returns", run["dag_run_id"]):
                    if task["task_id"] in logs and task["state"] == "success":
                        logs[task["task_id"]] = airflow.log(
                            "receive_returns", run["dag_run_id"], task["task_id"], 1, task["map_index"]
                        )
        time.sleep(0.5)
    receive, read, judge = (
        float(pattern.findall(logs[task])[-1])
        for pattern, task in ((RECEIVED, "receive"), (READ, "judge"), (ANSWERED, "judge"))
    )
    total, ours = answered - still, receive + read + judge
    seconds = f"{total:>7.1f}{receive:>9.2f}{read:>7.2f}{judge:>7.2f}{ours:>7.2f}{total - ours:>9.2f}"
    print(f"{file.name:<30}{seconds}", flush=True)
    return total, ours, total - ours


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
