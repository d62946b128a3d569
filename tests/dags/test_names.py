"""Every DAG and task has a Chinese name beside its id, and says what it takes and makes where it is asked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from etl.common.settings import DAGS, REPOSITORY

pytestmark = pytest.mark.slow

ASK = f"""
import json
from airflow.dag_processing.dagbag import DagBag
from airflow.providers.openlineage.extractors.manager import ExtractorManager
from airflow.serialization.serialized_objects import DagSerialization

def named(entities):
    sets = filter(None, map(ExtractorManager.convert_to_ol_dataset, entities))
    return sorted(f"{{one.namespace}} {{one.name}}" for one in sets)

bag = DagBag({str(DAGS)!r})
assert not bag.import_errors, bag.import_errors
told = {{}}
for dag in bag.dags.values():
    DagSerialization.to_dict(dag)
    told[dag.dag_id] = {{
        "shown": dag.dag_display_name,
        "tasks": {{
            task.task_id: [task.task_display_name, named(task.inlets), named(task.outlets)]
            for task in dag.tasks
        }},
    }}
print(json.dumps(told))
"""


def _asked(tmp_path: Any, **environment: str) -> dict[str, Any]:
    plain = {name: value for name, value in os.environ.items() if "OPENLINEAGE" not in name}
    home = {
        "AIRFLOW_HOME": str(tmp_path),
        "JIBAO_HOME": "/srv/jibao",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    }
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        cwd=REPOSITORY, check=True, capture_output=True, text=True, env={**plain, **home, **environment},
    )  # fmt: skip
    told: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _asked(tmp_path_factory.mktemp("airflow"))


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    url = "postgresql+psycopg://loader:geheim@warehouse.example/jibao"
    return _asked(
        tmp_path_factory.mktemp("airflow"),
        AIRFLOW__OPENLINEAGE__TRANSPORT='{"type": "console"}',
        JIBAO_WAREHOUSE_URL=url,
    )


def test_names_are_chinese_with_the_id_beside_them(off: dict[str, Any]) -> None:
    assert off["receive_returns"]["shown"] == "收取与审核报表 receive_returns"
    assert off["receive_returns"]["tasks"]["judge"][0] == "审核 judge"
    for dag_id, dag in off.items():
        assert re.fullmatch(rf"[一-鿿0-9]+ {dag_id}", dag["shown"])
        for task_id, (shown, _, _) in dag["tasks"].items():
            assert re.fullmatch(rf"[一-鿿]+ {task_id}", shown)


def test_nothing_is_said_of_lineage_unless_somebody_asks(off: dict[str, Any]) -> None:
    tasks = [task for dag in off.values() for task in dag["tasks"].values()]
    assert not any("postgres" in " ".join([*taken, *made]) for _, taken, made in tasks)


def test_the_way_from_the_inbox_to_the_set_hangs_together(on: dict[str, Any]) -> None:
    """What a task takes another has made, but for the inbox; no password is in it."""
    tables = "postgres://warehouse.example:5432 jibao."
    received, judged = on["receive_returns"]["tasks"]["receive"], on["receive_returns"]["tasks"]["judge"]
    built, published = (
        on["build_annual_summary"]["tasks"]["summarise"],
        on["publish_annual_summary"]["tasks"]["publish"],
    )
    assert received[1] == ["file:// srv/jibao/inbox"]
    assert f"{tables}intake.submission" in received[2]
    assert set(judged[1]) <= set(received[2])
    assert f"{tables}warehouse.indicator_value" in judged[2]
    assert set(built[1]) <= set(judged[2])
    assert f"{tables}summary.annual_indicator" in built[2]
    assert set(published[1]) <= set(built[2])
    assert "file:// srv/jibao/outbox/annual" in published[2]
    assert "geheim" not in json.dumps(on)
