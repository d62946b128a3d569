"""By Airflow itself: a task that fails for good, a run that is late, templates of the quarters of a range."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.cli.program import main
from etl.common.settings import DAGS, Settings
from etl.server.airflow import run
from etl.server.airflow_api import AirflowApi
from etl.server.pools import POOLS
from etl.store import warehouse
from tests.conftest import forget
from tests.reminders import post as mail_server
from tests.reminders.post import Post
from tests.server.homes import copy_home, discard, set_home
from tests.waiting import until

OURS = Path(__file__).with_name("dags")
OPS = "ops@hr.example"


@pytest.fixture(scope="module")
def place(prepared_home: Path) -> Iterator[tuple[Settings, Post]]:
    """The whole system, up, in a new home, with a mail server and its own DAGs."""
    with (
        pytest.MonkeyPatch.context() as environment,
        tempfile.TemporaryDirectory(prefix="jibao-") as name,
        mail_server.running() as post,
    ):
        folder = Path(name)
        shutil.copytree(OURS, folder / "dags", ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("watch_pipeline.py", "lay_out_templates.py"):
            shutil.copy(DAGS / file, folder / "dags")
        environment.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(folder / "dags"))
        environment.setenv("JIBAO_OPS_MAIL", OPS)
        home = set_home(environment, folder / "home")
        copy_home(prepared_home, home.home)
        forget()
        assert main(["up"]) == 0
        yield home, post
        forget()
        discard(home)


@pytest.fixture(scope="module")
def airflow(place: tuple[Settings, Post]) -> Iterator[AirflowApi]:
    with AirflowApi() as api:
        for dag_id in ("broken", "slow", "watch_pipeline", "lay_out_templates"):
            api.wait_for_dag(dag_id)
        yield api


def alarms() -> dict[tuple[str, str], str]:
    """What is open: alarm and subject, and what was seen."""
    with warehouse.engine().connect() as connection:
        query = "SELECT alarm_id, subject, detail FROM intake.alarm WHERE cleared_at IS NULL"
        return {(row.alarm_id, row.subject): row.detail for row in connection.execute(sa.text(query))}


def test_the_pools_that_tasks_need_are_there(airflow: AirflowApi) -> None:
    listed = json.loads(run("pools", "list", "--output", "json"))
    slots = {pool["pool"]: int(pool["slots"]) for pool in listed}
    assert {name: slots[name] for name in POOLS} == {"judging": 4, "mail": 1, "tables": 2}


def test_a_task_that_fails_for_good_and_a_late_run_are_told_once(
    place: tuple[Settings, Post], airflow: AirflowApi, tmp_path: Path
) -> None:
    home, post = place
    end = tmp_path / "end"
    failed, late = airflow.trigger("broken"), airflow.trigger("slow", {"end": str(end)})
    assert airflow.wait("broken", failed)["state"] == "failed"
    wanted = {("task_failed", "broken.fail"), ("run_overdue", "slow")}
    until(lambda: alarms().keys() >= wanted)
    assert alarms()["task_failed", "broken.fail"] == f"运行 {failed};ValueError:a fault of ours"
    end.touch()
    assert airflow.wait("slow", late)["state"] == "success"
    assert alarms()["run_overdue", "slow"] == f"运行 {late}"
    for _ in range(2):
        assert airflow.wait("watch_pipeline", airflow.trigger("watch_pipeline"))["state"] == "success"
    told = "".join(post.body(number) for number in range(len(post.mails)))
    assert {",".join(to) for _, to, _ in post.mails} == {OPS}
    assert told.count("docs/runbook.md#task_failed") == told.count("docs/runbook.md#run_overdue") == 1
    text = (home.outbox / "150000" / "运行报警.txt").read_text(encoding="utf-8-sig")
    assert "broken.fail" in text and "docs/runbook.md#run_overdue" in text


def back_filled(airflow: AirflowApi) -> list[str]:
    """How the runs of the back-fill stand; on some days of the year there is one of the clock's, too."""
    runs = airflow.runs("lay_out_templates")
    return [run["state"] for run in runs if run["run_type"] == "backfill"]


def test_a_back_fill_lays_out_the_templates_of_the_quarters_in_the_range(
    place: tuple[Settings, Post], airflow: AirflowApi
) -> None:
    home, _ = place
    words = ["--dag-id", "lay_out_templates", "--from-date", "2023-03-01", "--to-date", "2023-06-30"]
    run("backfill", "create", *words)
    until(lambda: back_filled(airflow) == ["success"] * 4, pause=1)
    laid = {path.name for path in (home.outbox / "150100").glob("*_模板.xlsx")}
    assert laid == {
        "呼和浩特市_2023Q1_季度进展报表_模板.xlsx",
        "呼和浩特市_2023Q2_季度进展报表_模板.xlsx",
    }
