"""The DAG by Airflow itself: its tasks run in its contexts, with its connection."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import DAGS, REPOSITORY, settings
from etl.server import cluster, secret_files
from schemas.registry import registry
from tests.reminders import post as mail_server
from tests.reminders.conftest import CONTACTS
from tests.reminders.registries import extended
from tests.server.homes import copy_home, free_port

# What is to be run comes line by line; so does the answer, on a stream of which no log is a part.
RUN = f"""
import json, os, sys
answers, sys.stdout = sys.stdout, sys.stderr
from airflow.dag_processing.dagbag import DagBag
dag = DagBag({str(DAGS / "remind_leagues.py")!r}).get_dag("remind_leagues")
dag.deadline = []  # dag.test() does not know the numbers of deadlines
for environment, confs in map(json.loads, sys.stdin):
    os.environ.update(environment)
    runs = [dag.test(run_conf=conf) for conf in confs]
    states = [[run.state, {{ti.task_id: ti.state for ti in run.get_task_instances()}}] for run in runs]
    print(json.dumps(states), file=answers, flush=True)
"""


@pytest.fixture
def run(
    tmp_path: Path, warehouse: sa.Engine, prepared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """Runs the DAG with these parameters, one run after the other; the state of each, and of its tasks."""
    own = extended(tmp_path / "registry", {"contacts.csv": CONTACTS})
    monkeypatch.setenv("JIBAO_REGISTRY", str(own))
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path / "airflow"))
    monkeypatch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
    monkeypatch.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(DAGS))

    with tempfile.TemporaryDirectory(prefix="jibao-") as name:
        copy_home(prepared_home, Path(name))
        port, secrets = free_port(), Path(name) / "secrets"
        password = secret_files.read(secrets, "database-airflow")
        address = f"postgresql+psycopg://airflow:{password}@127.0.0.1:{port}/airflow"
        monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", address)
        logged = tmp_path / "airflow.log"
        with (
            cluster.running(Path(name) / "postgres", port, secrets, {"fsync": "off"}),
            logged.open("w") as log,
            subprocess.Popen(
                [sys.executable, "-u", "-W", "ignore", "-c", RUN],
                cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            ) as airflow,
        ):  # fmt: skip

            def runs(*confs: dict[str, str]) -> Any:
                name, asked, answered = mail_server.CONNECTION, airflow.stdin, airflow.stdout
                assert asked and answered
                print(json.dumps([{name: os.environ[name]}, confs]), file=asked, flush=True)
                answer = answered.readline()
                assert answer, logged.read_text()
                return json.loads(answer)

            yield runs


def test_mail_goes_out_once_and_a_fault_of_ours_is_red(run: Any) -> None:
    """All returns ever due are missing here, on whatever day this runs; nobody has said yet who writes."""
    with mail_server.running(from_email=None) as post:
        (failed,) = run({})
    red = {"remind": "failed", "digest": "failed", "fail_if_any_failed": "failed"}
    assert failed == ["failed", {**red, "turn_day": "skipped"}]
    assert post.mails == []
    assert (settings().outbox / "150000" / "报送进度.html").is_file()
    assert len(list(settings().outbox.glob("*/报送提醒.txt"))) == len(registry().leagues)

    with mail_server.running() as post:
        runs = run({}, {}, {"date": "2024-10-08"})
    green = {"remind": "success", "digest": "success", "turn_day": "skipped", "fail_if_any_failed": "skipped"}
    assert runs == 3 * [["success", green]]
    assert [to for to, _ in post.subjects] == [
        "chifeng@hr.example",
        "tongliao@hr.example,tongliao2@hr.example",
        "centre@hr.example",
    ]
