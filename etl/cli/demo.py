"""The demonstration: a year and a half of sample returns through Airflow, and one that is refused."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from etl.cli.progress import progress
from etl.common.settings import REPOSITORY, settings
from etl.server import supervisor
from etl.server.airflow_api import AirflowApi
from etl.server.patience import PATIENCE
from etl.store.warehouse import rows, transaction

SAMPLES = REPOSITORY / "tests" / "samples"
REFUSED = REPOSITORY / "tests" / "stories" / "returns" / "150100" / "5_包头2022Q3_进展.csv"
YEARS = (2022, 2023)
DAG_IDS = ("receive_returns", "build_annual_summary", "publish_annual_summary", "lay_out_templates")
NEXT = "2024Q1"  # the return that the samples' leagues owe next


def demo() -> None:
    """Everything runs, the samples are in the warehouse, the annual sets in the outbox; prints where.

    RuntimeError or TimeoutError, with what to look at, if a run fails or does not end.
    """
    print(
        "A few minutes: servers start, a year and a half of returns goes the whole walk, two annual sets are"
    )
    print("built. Nothing leaves this machine. Where everything lies is printed at the end.\n")
    with _step("Starting PostgreSQL and Airflow, whose first start makes two databases"):
        supervisor.up()
    with transaction(), AirflowApi() as airflow:
        with _step("Waiting until Airflow has read its DAGs"):
            for dag_id in DAG_IDS:
                airflow.wait_for_dag(dag_id)
        received = _back_load(airflow)
        templates = airflow.trigger("lay_out_templates", {"period": NEXT})  # beside what follows
        _build_sets(airflow, received)
        with _step("Dropping a broken file into the inbox: the league gets it back, marked cell by cell"):
            reply = _drop(REFUSED, settings().inbox / "150100")
        with _step(f"Laying out the templates of {NEXT}, prefilled for each league"):
            _require_success(airflow, "lay_out_templates", templates)
    _say_where(reply)


@contextmanager
def _step(what: str, how_far: Callable[[], str] = lambda: "") -> Iterator[None]:
    """Says what is done, how far it has come, and at its end how long it took."""
    print(f"{what} …", flush=True)
    began = time.monotonic()
    with progress(how_far):
        yield
    print(f"  {time.monotonic() - began:.0f} s", flush=True)


def _back_load(airflow: AirflowApi) -> dict[str, Any]:
    """The samples have their verdicts; the run that gave them."""
    # Not by the inbox: a run by the clock might take them first, with today as their arrival.
    folder, arrivals = SAMPLES / "returns", SAMPLES / "arrivals.csv"
    run_id = airflow.trigger("receive_returns", {"folder": str(folder), "arrivals": str(arrivals)})
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    before = _judged()
    what = (
        f"Loading {files} sample returns of past quarters and years; the DAG receive_returns reads, validates"
        f" and checks them, and writes each league its replies: {airflow.address}/dags/receive_returns"
    )
    with _step(what, lambda: f"{_judged() - before} of {files} files judged"):
        return _require_success(airflow, "receive_returns", run_id)


def _build_sets(airflow: AirflowApi, received: dict[str, Any]) -> None:
    """The annual sets are in the outbox."""
    tasks = airflow.tasks("receive_returns", received["dag_run_id"])
    if {task["task_id"]: task["state"] for task in tasks}["announce"] == "success":
        with _step(
            f"Building the annual sets of {YEARS[0]} and {YEARS[-1]}: tables, workbook, report, pages, data"
        ):
            _wait_for_summaries(airflow, received)
    for year in YEARS:
        # Where all files were known already, nothing changed and nothing was announced.
        if not _annual_set(year).is_dir():
            airflow.wait("build_annual_summary", airflow.trigger("build_annual_summary", {"year": year}))


def _judged() -> int:
    """How many files have their verdicts."""
    with transaction() as connection:
        return int(rows(connection, "status/counts")[0]["judged"])


def _annual_set(year: int) -> Path:
    return settings().outbox / "annual" / str(year)


def _wait_for_summaries(airflow: AirflowApi, received: dict[str, Any]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        runs = [
            run for run in airflow.runs("build_annual_summary") if run["run_after"] >= received["run_after"]
        ]
        if failed := [run["dag_run_id"] for run in runs if run["state"] == "failed"]:
            raise RuntimeError(
                f"runs of build_annual_summary failed: {', '.join(failed)}: see {airflow.address}"
            )
        if sum(run["state"] == "success" for run in runs) >= len(YEARS):
            return
        time.sleep(1)
    raise TimeoutError(f"build_annual_summary did not end: see {airflow.address}")


def _drop(file: Path, folder: Path) -> Path:
    """Drops a file as a league would; returns its reply, which the next run writes."""
    outbox = settings().outbox / folder.name
    replies = f"{file.name}.*.回执.xlsx"
    before = set(outbox.glob(replies))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder / file.name)
    deadline = time.monotonic() + PATIENCE
    while not (answered := set(outbox.glob(replies)) - before):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no reply to {file.name} in {outbox}")
        time.sleep(0.2)
    return answered.pop()


def _require_success(airflow: AirflowApi, dag_id: str, run_id: str) -> dict[str, Any]:
    """The run, which has ended well; RuntimeError if it failed."""
    run = airflow.wait(dag_id, run_id)
    if run["state"] != "success":
        raise RuntimeError(f"the run {run_id} of {dag_id} failed: see {airflow.address}")
    return run


def _say_where(reply: Path) -> None:
    now = settings()
    with transaction() as connection:
        counts = rows(connection, "status/counts")[0]
    print(
        f"\n{counts['submissions']} files received, {counts['figures']} figures of"
        f" {counts['leagues']} leagues in the warehouse.\n"
    )
    for year in YEARS:
        # A hidden one is a set that is being made anew beside it, for the question.
        for path in sorted(_annual_set(year).glob("[!.]*")):
            print(f"Annual set {year}       {path}{'/' if path.is_dir() else ''}")
    print(f"To be approved        http://127.0.0.1:{now.airflow_port}/required_actions")
    print(f"Replies to leagues    {now.outbox}/<league code>/")
    print(f"A refused file        {reply}")
    print(f"Templates             {now.outbox}/<league code>/*_{NEXT}_*_模板.xlsx")
    print(f"Airflow               http://127.0.0.1:{now.airflow_port}  user admin, password in")
    print(f"                      {now.secrets / 'airflow-admin'}")
    print("The warehouse         .venv/bin/jibao sql 'SELECT * FROM summary.annual_target', or psql:")
    print(f"                      127.0.0.1:{now.postgres_port}, database jibao, user analyst, password in")
    print(f"                      {now.secrets / 'database-analyst'}")
    print(f"Drop files into       {now.inbox}/<league code>/")
    print("Stop everything       make down")
