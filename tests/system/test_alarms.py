"""By Airflow itself: a task that fails for good, a run that is late, templates of the quarters of a range."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import Settings
from etl.server import postgres
from etl.server.airflow import run
from etl.server.airflow_api import AirflowApi
from etl.server.pools import POOLS
from etl.store import warehouse
from tests.reminders.post import Post
from tests.server.homes import ask
from tests.system.conftest import OPS, System
from tests.waiting import until


def alarms() -> dict[tuple[str, str], str]:
    """What is open: alarm and subject, and what was seen."""
    with warehouse.engine().connect() as connection:
        query = "SELECT alarm_id, subject, detail FROM intake.alarm WHERE cleared_at IS NULL"
        return {(row.alarm_id, row.subject): row.detail for row in connection.execute(sa.text(query))}


def test_the_pools_that_tasks_need_are_there(airflow: AirflowApi) -> None:
    slots = dict(ask(postgres.airflow_url(), "SELECT pool, slots FROM slot_pool"))
    assert {name: slots[name] for name in POOLS} == {"judging": 4, "mail": 1, "tables": 2}


def told_of(post: Post, subject: str) -> list[str]:
    """The mails in which this is named; each goes to ops."""
    numbers = [number for number in range(len(post.mails)) if subject in post.body(number)]
    assert {",".join(post.mails[number][1]) for number in numbers} == {OPS}
    return [post.body(number) for number in numbers]


def test_a_task_that_fails_for_good_and_a_late_run_are_told_once(
    system: System, airflow: AirflowApi, tmp_path: Path
) -> None:
    home, post = system.home, system.post
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
    (fault,) = told_of(post, "broken.fail")
    assert "docs/runbook.md#task_failed" in fault
    (lateness,) = told_of(post, f"运行 {late}")
    assert "docs/runbook.md#run_overdue" in lateness
    text = (home.outbox / "150000" / "运行报警.txt").read_text(encoding="utf-8-sig")
    assert "broken.fail" in text and "docs/runbook.md#run_overdue" in text


def back_filled(airflow: AirflowApi) -> list[str]:
    """How the runs of the back-fill stand; on some days of the year there is one of the clock's, too."""
    runs = airflow.runs("lay_out_templates")
    return [run["state"] for run in runs if run["run_type"] == "backfill"]


def test_a_back_fill_lays_out_the_templates_of_the_quarters_in_the_range(
    home: Settings, airflow: AirflowApi
) -> None:
    words = ["--dag-id", "lay_out_templates", "--from-date", "2023-03-01", "--to-date", "2023-06-30"]
    run("backfill", "create", *words)
    until(lambda: back_filled(airflow) == ["success"] * 4, pause=1)
    laid = {path.name for path in (home.outbox / "150100").glob("*_模板.xlsx")}
    assert laid == {
        "呼和浩特市_2023Q1_季度进展报表_模板.xlsx",
        "呼和浩特市_2023Q2_季度进展报表_模板.xlsx",
    }
