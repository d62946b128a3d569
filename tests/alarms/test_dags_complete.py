"""Every DAG can be understood at three in the morning, and nobody waits for a task that hangs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.airflow.defaults import IN_ITS_TURN
from etl.common.settings import DAGS, REPOSITORY
from etl.server.pools import POOLS

ASK = """
import json
from datetime import UTC, datetime
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.decoders import decode_timetable
from airflow.serialization.encoders import encode_timetable
from airflow.timetables.base import TimeRestriction

def clock(timetable):
    return getattr(timetable, "timetable", timetable)

def at_first_start(dag):
    if not hasattr(said := clock(dag.timetable), "run_immediately"):
        return None
    now = datetime.now(UTC)
    # As the scheduler has it, which reads it from the database.
    kept = clock(decode_timetable(json.loads(json.dumps(encode_timetable(dag.timetable)))))
    first = kept.next_dagrun_info(
        last_automated_data_interval=None, restriction=TimeRestriction(None, None, False)
    )
    given = said.run_immediately
    return {{
        "said": given if isinstance(given, bool) else seconds(given),
        "lies_back": (now - first.run_after).total_seconds(),
    }}

def seconds(span):
    return span.total_seconds() if span else None

bag = DagBag({folder!r})
print(json.dumps({{"errors": bag.import_errors, "dags": {{dag_id: {{
    "tags": sorted(dag.tags), "doc": dag.doc_md, "timeout": seconds(dag.dagrun_timeout),
    "catchup": dag.catchup,
    "deadline": bool(dag.deadline), "at_first_start": at_first_start(dag),
    "params": {{
        name: [dag.params.get_param(name).schema.get("title"), dag.params.get_param(name).description]
        for name in dag.params
    }},
    "tasks": {{task.task_id: {{
        "owner": task.owner, "doc": task.doc_md, "retries": task.retries, "pool": task.pool,
        "backoff": task.retry_exponential_backoff, "longest": seconds(task.max_retry_delay),
        "timeout": seconds(task.execution_timeout), "told": bool(task.on_failure_callback),
        "mapped": hasattr(task, "expand_input"), "named": bool(task.map_index_template),
    }} for task in dag.tasks}},
}} for dag_id, dag in bag.dags.items()}}}}))
"""

WATCHER, ANSWER, DECIDES = "fail_if_any_failed", "approve", "decide"


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Airflow finds in the folder of DAGs."""
    home = {"AIRFLOW_HOME": str(tmp_path_factory.mktemp("airflow")), "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK.format(folder=str(DAGS))],
        env={**os.environ, **home, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["errors"] == {}
    return found["dags"]  # type: ignore[no-any-return]


def tasks(dags: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(dag_id, name, task) for dag_id, dag in dags.items() for name, task in dag["tasks"].items()]


def test_every_dag_says_what_it_does_when_and_what_to_do(dags: dict[str, Any]) -> None:
    assert sorted(dags) == sorted(file.stem for file in Path(DAGS).glob("*.py"))
    for dag_id, dag in dags.items():
        assert dag["tags"], dag_id
        for word in ("**When:**", "**Red:**"):
            assert word in dag["doc"], (dag_id, word)


def test_runs_end_but_for_the_one_that_waits_for_a_person(dags: dict[str, Any]) -> None:
    assert [dag_id for dag_id, dag in dags.items() if not dag["timeout"]] == ["publish_annual_summary"]
    late = {dag_id for dag_id, dag in dags.items() if dag["deadline"]}
    assert late >= {"receive_returns", "build_annual_summary", "remind_leagues"}


def test_what_a_first_start_does_does_not_depend_on_the_day(dags: dict[str, Any]) -> None:
    """By Airflow's default it would, for a tenth of the interval: nine days of a quarter."""
    first = {dag_id: dag["at_first_start"] for dag_id, dag in dags.items() if dag["at_first_start"]}
    said = {dag_id: found["said"] for dag_id, found in first.items()}
    at_once = {"receive_returns": True, "watch_pipeline": True}
    minute = IN_ITS_TURN.total_seconds()
    assert said == at_once | dict.fromkeys(("keep_house", "lay_out_templates", "remind_leagues"), minute)
    # A moment of the past is a run at once.
    assert all(dag_id in at_once or found["lies_back"] <= minute for dag_id, found in first.items())


def test_the_past_is_not_caught_up_with_empty_runs(dags: dict[str, Any]) -> None:
    assert not any(dag["catchup"] for dag in dags.values())


def test_every_task_has_an_owner_a_text_an_end_and_somebody_who_is_told(dags: dict[str, Any]) -> None:
    for dag_id, name, task in tasks(dags):
        assert (task["owner"], bool(task["doc"])) == ("jibao-ops", True), (dag_id, name)
        assert bool(task["timeout"]) == (name != ANSWER), (dag_id, name)
        # Of a decision by a form nobody else is told: a person waits for what comes of it.
        assert task["told"] == (name not in (WATCHER, DECIDES)), (dag_id, name)
        assert task["named"] or not task["mapped"], (dag_id, name)


def test_every_task_is_tried_again_ever_more_slowly_up_to_a_limit(dags: dict[str, Any]) -> None:
    for dag_id, name, task in tasks(dags):
        assert (task["retries"] > 0) == (name != WATCHER), (dag_id, name)
        assert (task["backoff"], task["longest"]) == (2.0, 600), (dag_id, name)


def test_every_pool_is_among_those_that_are_made(dags: dict[str, Any]) -> None:
    wanted = {task["pool"] for _, _, task in tasks(dags)}
    assert wanted - {"default_pool"} == set(POOLS)


def test_every_parameter_has_a_chinese_title_and_says_what_to_write(dags: dict[str, Any]) -> None:
    for dag_id, dag in dags.items():
        for name, said in dag["params"].items():
            for words in said:
                assert any("\u4e00" <= letter <= "\u9fff" for letter in words or ""), (dag_id, name)
